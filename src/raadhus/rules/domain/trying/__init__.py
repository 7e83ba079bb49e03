"""Trying changed rules on earlier cases: who gains, who loses, how much money, and which rows do it."""
