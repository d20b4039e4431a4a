"""The language-model engine: a small causal model, read token by token."""

from mtqa.annotate.lm.install import (
    LAYER,
    MEGABYTES,
    MEGABYTES_STORED,
    NAME,
    Model,
    installed,
)
from mtqa.annotate.lm.model import LanguageModel, TokenStates, TokenSurprisal

__all__ = [
    "LAYER",
    "MEGABYTES",
    "MEGABYTES_STORED",
    "NAME",
    "LanguageModel",
    "Model",
    "TokenStates",
    "TokenSurprisal",
    "installed",
]
