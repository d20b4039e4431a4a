"""Scripts that make the tables of mtqa/knowledge again; not part of the package."""
