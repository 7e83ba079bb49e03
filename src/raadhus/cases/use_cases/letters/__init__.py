"""What the letters of a case say, and how they are sent and followed."""
