"""Pages of a form: from request to one use case, and back."""
