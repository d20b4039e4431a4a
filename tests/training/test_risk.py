"""The risk's training: findings and likelihood are of the same text."""

from __future__ import annotations

import numpy as np
import pytest

from training.corpus import Kind, Licence, Version
from training.likelihood import Judged, Placed
from training.risk import _by_key


def version(system: str) -> Version:
    kind = Kind.MACHINE if system else Kind.TRANSLATOR
    return Version("set", "a", kind, system, 2018, "news", Licence.OPEN, ("Text.",))


def judged(number: int, machine: float) -> Judged:
    nowhere = np.zeros(3)
    placed = Placed(number, 0, 0, 100.0, nowhere, nowhere[None], np.array([100.0]), 1)
    return Judged(placed, machine, False, 0.0, 1.0, 0.5, None)


def test_of_several_systems_of_an_article_the_first_one_counts() -> None:
    versions = [version(""), version("de-en/one"), version("de-en/other")]
    made = _by_key(versions, [judged(2, 0.9), judged(1, 0.5), judged(0, 0.1), judged(2, 0.8)])
    assert made == {
        "a by a machine": pytest.approx(0.0),
        "a by a person": pytest.approx(np.log(1 / 9)),
    }
