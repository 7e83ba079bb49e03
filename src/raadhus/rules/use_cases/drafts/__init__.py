"""What is done with a draft of rules, one act a file."""
