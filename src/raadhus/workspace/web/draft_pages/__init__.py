"""What the pages of every kind of draft share: of rules, and of processes."""
