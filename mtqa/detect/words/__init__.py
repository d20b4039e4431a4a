"""Words no one would choose."""
