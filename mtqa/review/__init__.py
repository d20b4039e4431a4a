"""What editors decided about findings and articles, and what follows from it."""
