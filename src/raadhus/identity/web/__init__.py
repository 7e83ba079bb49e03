"""Pages and addresses of logging in and out."""
