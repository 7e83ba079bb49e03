"""Pure rules: the languages FEEL and DMN, importable without Django."""
