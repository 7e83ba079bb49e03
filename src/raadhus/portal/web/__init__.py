"""Pages and addresses of the portal."""
