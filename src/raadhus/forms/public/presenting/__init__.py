"""Questions and answers of a form as pages show them."""
