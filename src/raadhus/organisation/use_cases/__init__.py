"""What can be done to an organisation."""
