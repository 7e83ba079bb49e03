"""A PostgreSQL server of our own: finding binaries, running a cluster, preparing roles and databases."""
