"""What can be done to persons, logins and sessions."""
