"""Places that are not where the text says."""
