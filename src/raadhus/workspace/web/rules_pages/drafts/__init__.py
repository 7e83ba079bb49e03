"""Drafts of rules: written, checked, reviewed, published."""
