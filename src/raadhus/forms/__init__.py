"""Forms: definitions, drafts, prefill, uploads and submissions."""
