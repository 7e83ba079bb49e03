"""What people run on rules from the command line, as plain functions."""
