"""Pages that the catalogue has of its own."""
