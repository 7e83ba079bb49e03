"""What can be done in case work, one act per file."""
