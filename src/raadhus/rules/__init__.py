"""Rules: decision models in DMN with FEEL, their evaluation, explanation and log."""
