"""The parts of a package that the catalogue looks after itself."""
