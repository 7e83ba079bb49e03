"""What runs around the application on one machine: the database, the processes, the journey from outside."""
