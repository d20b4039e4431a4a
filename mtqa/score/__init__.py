"""Findings to numbers. Weights and thresholds live only here and in the settings."""
