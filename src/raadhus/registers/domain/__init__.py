"""What registers answer with: values, and how an answer can fail."""
