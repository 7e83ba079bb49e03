"""What a service package is: its files, their checks, its scenarios. No framework, no database."""
