"""hsreport: symposium summaries in, publications out."""
