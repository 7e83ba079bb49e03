"""Acts of a caseworker on a case, one a file."""
