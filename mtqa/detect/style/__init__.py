"""Two ways of writing one thing."""
