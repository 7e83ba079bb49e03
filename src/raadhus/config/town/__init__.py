"""What runs around the application on one machine: the database, the neighbours, the processes."""
