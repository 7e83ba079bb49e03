"""Letters: made, filed, and brought to the mailbox or to the doormat; each step with its time."""
