"""Tests of single parts: a change of rules tried on cases."""
