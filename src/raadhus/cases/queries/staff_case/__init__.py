"""A case as its caseworker reads it: people, figures, tasks, decisions, appeals, and the whole file."""
