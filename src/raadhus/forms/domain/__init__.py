"""What a form is and what its answers mean; knows no framework."""
