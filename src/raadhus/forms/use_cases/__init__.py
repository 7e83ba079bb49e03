"""The acts of this room, one a file."""
