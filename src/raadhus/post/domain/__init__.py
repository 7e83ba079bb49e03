"""Pure parts of the post room."""
