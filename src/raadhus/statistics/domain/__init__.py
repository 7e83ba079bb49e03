"""What a contact is, and what shares follow from counts."""
