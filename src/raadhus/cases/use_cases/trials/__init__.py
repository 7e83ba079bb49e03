"""Acts around trying changed rules on earlier cases."""
