"""Running instances on their way to another version of their process: looked at before, then moved in batches."""
