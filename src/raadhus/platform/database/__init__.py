"""PostgreSQL as this process reaches it: Django's own backend, with fewer trips."""
