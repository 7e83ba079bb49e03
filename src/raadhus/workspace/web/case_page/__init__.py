"""From a case to what its page shows, part by part."""
