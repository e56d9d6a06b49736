"""A sentence with all that was found in it: phrases and how they are attached, clauses, subjects, and the compiled words of its language."""
