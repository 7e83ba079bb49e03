"""Tests with a database."""
