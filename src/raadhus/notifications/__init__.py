"""SMS and e-mail that say that there is something to read, never what; contact details and wishes."""
