"""Acts of rules."""
