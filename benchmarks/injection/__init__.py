"""How many artifacts the rules find that were put into clean human news, by kind.

    python -m benchmarks injection
    python -m benchmarks.injection --part build --kind name-respelt --show 20

Each kind of artifact is put into up to 100 places of news articles that people
wrote: by changing what stands there, or where that is too rare by a sentence
out of ``frames.toml``. Frames and fillers are dealt out to the two halves as the
articles are, so that the judging half holds wordings nobody has looked at.
"""

from benchmarks.injection.measure import table

__all__ = ["table"]
