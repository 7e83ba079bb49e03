"""Running processes: what failed and waits for a person, one instance, and instances on their way to a new version."""
