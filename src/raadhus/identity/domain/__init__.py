"""Rules of identity that need no framework: numbers, claims, assurance."""
