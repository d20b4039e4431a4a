"""Results as files: one module per output format."""
