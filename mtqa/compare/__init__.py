"""Hypotheses against references, by sacrebleu."""
