"""Faults that can be switched on in a demo town's own rooms, so that its proof can be seen to fail.

The neighbours (registers, login, gateways) know their own; ``config/README.md`` lists all.
"""
