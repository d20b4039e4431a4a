"""What the models in mtqa are learnt from, and how. Not part of the package."""
