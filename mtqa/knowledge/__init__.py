"""Tables of facts and their look-ups."""
