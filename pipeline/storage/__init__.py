"""Records to files and databases, and back."""
