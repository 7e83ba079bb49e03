"""Contacts counted on every channel, and what the counts say."""
