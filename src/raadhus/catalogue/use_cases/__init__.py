"""What can be done with packages: check, try, install."""
