"""What people run on cases from the command line, as plain functions."""
