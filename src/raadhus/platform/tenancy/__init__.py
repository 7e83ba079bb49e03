"""Whose data: tenants, row-level security and the declarations every model makes."""
