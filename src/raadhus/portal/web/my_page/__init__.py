"""My Page: what waits for a citizen, what the municipality is doing, letters, cases, drafts, who has looked."""
