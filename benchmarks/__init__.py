"""Measurements, one command each; their figures stand in docs/benchmarks.md."""
