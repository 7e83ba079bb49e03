"""Ports to person, custody, income, address and exemption registers; the purpose and log of each look-up; knows numbers, not persons."""
