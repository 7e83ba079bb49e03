"""Rådhus, the open digital town hall."""
