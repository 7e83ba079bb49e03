"""One act on several tasks."""
