"""In-memory twins of outside systems: they pass the same contract tests as the real adapters."""
