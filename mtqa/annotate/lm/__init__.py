"""The language-model engine: a small causal model, read token by token."""

from mtqa.annotate.lm.install import LAYER, NAME, Model, install, installed
from mtqa.annotate.lm.model import LanguageModel, TokenStates, TokenSurprisal

__all__ = [
    "LAYER",
    "NAME",
    "LanguageModel",
    "Model",
    "TokenStates",
    "TokenSurprisal",
    "install",
    "installed",
]
