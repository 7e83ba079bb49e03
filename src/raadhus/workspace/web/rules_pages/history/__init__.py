"""The versions of a service's rules."""
