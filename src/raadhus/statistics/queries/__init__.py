"""What the counts say, read-only."""
