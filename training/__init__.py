"""What the models in ``mtqa/score/models`` are learnt from, and how. Not part of the package."""
