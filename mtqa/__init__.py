"""mtqa: machine-translation quality assessment of English articles, without source or reference.

>>> import mtqa
>>> result = mtqa.assess("articles/")           # a path, or a text
>>> result.findings[0].quote
>>> result.frames().documents                   # pandas
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from mtqa.api import Assessments as Assessments
    from mtqa.api import assess as assess
    from mtqa.config import Settings as Settings

__all__ = ["Assessments", "Settings", "__version__", "assess"]


def __getattr__(name: str) -> Any:
    """Load the public names when they are asked for: the engines take a second to import."""
    if name == "Settings":
        from mtqa.config import Settings

        return Settings
    if name in __all__:
        from mtqa import api

        return getattr(api, name)
    raise AttributeError(f"module 'mtqa' has no attribute {name!r}")
