"""Gold and records to scores, errors and reports."""
