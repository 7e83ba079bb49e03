"""Changing a model without losing anything of it: rows and cells by their ids, and the difference of two models."""
