"""Engines that look at a text: spaCy for words and names, LanguageTool for grammar."""
