"""Acts of this room, one a file."""
