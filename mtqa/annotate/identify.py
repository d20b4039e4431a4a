"""Which language a text is in, by py3langid (after Lui and Baldwin 2012, langid.py)."""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_SAMPLE = 5_000


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def language(prose: str) -> tuple[str, float]:
    """Return the ISO 639-1 code of the text's language and the model's probability of it."""
    code, probability = _identifier().classify(" ".join(prose[:_SAMPLE].split()))
    return str(code), float(probability)
