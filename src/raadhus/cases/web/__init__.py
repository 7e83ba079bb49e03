"""Pages and fragments of cases, with the handlers of their forms."""
