"""Splits: no model judges an article or a system that it has learnt from."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from training.corpus import Kind, Licence, Version
from training.splits import places, splits, system_family

SYSTEMS = st.sampled_from(
    ["", "de-en/online-A.0", "zh-en/Online-A", "cs-en/uedin.5561", "x/NICT.1"]
)


def version(article: str, system: str, text: str) -> Version:
    kind = Kind.MACHINE if system else Kind.TRANSLATOR
    return Version("set", article, kind, system, 2018, "news", Licence.OPEN, (text,))


def test_a_system_is_the_same_in_any_year_and_language() -> None:
    assert system_family("de-en/online-A.0") == system_family("zh-en/Online-A") == "online-a"
    assert system_family("en/HuaweiTSC_run1") == system_family("en/HuaweiTSC_run2")


def test_articles_that_share_text_are_one_group() -> None:
    shared = " ".join(f"word{number}" for number in range(40))
    one, other, third = places(
        [
            version("a", "", f"Here it begins. {shared}"),
            version("b", "", f"{shared} There it ends."),
            version("c", "", "Something else altogether that shares no words with them."),
        ]
    )
    assert one.group == other.group != third.group


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), SYSTEMS), min_size=1, max_size=30))
def test_nothing_is_judged_by_what_has_seen_it(made: list[tuple[str, str]]) -> None:
    versions = [version(article, system, f"text of {article}") for article, system in made]
    where = places(versions)
    judged: list[int] = []
    for split in splits(where):
        judged += split.judge
        articles = {versions[index].article for index in split.learn}
        families = {system_family(versions[i].system) for i in split.learn if versions[i].system}
        for index in split.judge:
            assert versions[index].article not in articles
            assert system_family(versions[index].system) not in families
    assert set(judged) == set(range(len(versions)))
