"""Persons, logins and how sure they are, identity numbers, sessions, and who has seen whose data."""
