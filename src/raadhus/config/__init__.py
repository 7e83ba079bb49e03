"""The composition root: settings, wiring, URLs and the commands."""
