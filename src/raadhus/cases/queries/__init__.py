"""Reading cases: what a citizen sees of their own, what a unit sees of its work."""
