"""Documents: filed once, kept sealed, never changed."""
