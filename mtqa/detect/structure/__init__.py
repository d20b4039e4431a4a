"""Breaks and leftovers in the flow of the text."""
