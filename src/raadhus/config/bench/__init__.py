"""Measurements of the whole town, as ``./raadhus bench NAME``."""
