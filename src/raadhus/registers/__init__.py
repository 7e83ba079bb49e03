"""Ports to the public registers, and the purpose and log of each look-up; knows numbers, not persons."""
