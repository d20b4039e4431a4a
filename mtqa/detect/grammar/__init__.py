"""Grammar that betrays translation."""
