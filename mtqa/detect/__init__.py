"""Rules: one artifact each, a module beside the page that documents and tests it."""
