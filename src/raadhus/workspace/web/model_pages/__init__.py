"""Pages on which process models are read, changed by two pairs of eyes, and compared."""
