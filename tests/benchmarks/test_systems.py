"""Which systems are weak and strong, and how their findings are set against people's."""

from __future__ import annotations

from benchmarks.systems import Pair, Version, interval, ratio, thirds


def version(system: str, quality: float) -> Version:
    return Version("set", system, "doc", quality, "machine", "human")


def test_a_third_of_the_systems_is_weak_and_a_third_strong() -> None:
    made = [version(f"system {number}", number) for number in range(7)]
    weak, strong = thirds(made)
    assert [one.quality for one in weak] == [0, 1]
    assert [one.quality for one in strong] == [5, 6]


def test_the_ratio_is_of_findings_per_word_over_all_documents() -> None:
    pairs = [Pair(9, 100, 1, 100), Pair(1, 100, 1, 300)]
    assert ratio(pairs) == (10 / 200) / (2 / 400)


def test_no_finding_in_human_text_makes_the_ratio_infinite() -> None:
    assert ratio([Pair(1, 100, 0, 100)]) == float("inf")


def test_the_interval_holds_the_ratio() -> None:
    pairs = [Pair(number % 5 + 1, 100, 1, 100) for number in range(40)]
    low, high = interval(pairs)
    assert low < ratio(pairs) < high
