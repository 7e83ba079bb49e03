"""What differs between two versions of rules, as pages say it."""
