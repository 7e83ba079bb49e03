"""Pure parts of the notifications."""
