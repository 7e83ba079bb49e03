"""Associations, municipalities (tenants), units, staff, roles and opening hours."""
