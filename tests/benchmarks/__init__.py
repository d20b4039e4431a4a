"""What the benchmarks make must be what they say it is."""
