"""Drafts of a process: their list, each of them, its steps, and what is done with it."""
