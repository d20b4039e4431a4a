"""People, offices and places."""
