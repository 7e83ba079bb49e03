"""How large a file may be that somebody hands in."""

LARGEST_BYTES = 10 * 1024 * 1024
