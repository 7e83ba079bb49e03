"""Tests of single parts: expressions of FEEL."""
