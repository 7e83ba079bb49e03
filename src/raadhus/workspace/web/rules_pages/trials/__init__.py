"""A change of rules tried on earlier cases."""
