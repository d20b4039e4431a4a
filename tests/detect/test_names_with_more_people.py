"""The rules on names with people whom the user brings along."""

from __future__ import annotations

from pathlib import Path

import pytest

import mtqa
from mtqa.config import RuleSettings, Settings

HEADER = "name\tcountry\taliases\tposts\n"
BARE = Settings(languagetool=False, model=False)


def found(text: str, table: Path | None) -> dict[str, str | None]:
    settings = BARE.model_copy(update={"rules": RuleSettings(people=table)})
    return {f.quote: f.suggestion for f in mtqa.assess(text, settings).findings}


@pytest.mark.parametrize(
    ("row", "text", "quote", "suggestion"),
    [
        (
            "Zdeněk Hrubeš\tCZ\t\t\n",
            "In Prague, Zdenek Hrubezz won the Czech literary prize for the third time.",
            "Zdenek Hrubezz",
            "Zdeněk Hrubeš",
        ),
        (
            "Ada Novotna\tCZ\t\tforeign:Foreign Minister:2020-2023\n",
            "The talks were led by Secretary of Defense Ada Novotna in Prague.",
            "",
            None,
        ),
        (
            "Ilse Quandrup\tDK\t\thog\n",
            "The talks were led by President Ilse Quandrup, the minister said.",
            "President Ilse Quandrup",
            "Prime Minister Ilse Quandrup",
        ),
    ],
)
def test_people_brought_along_are_known(
    tmp_path: Path, row: str, text: str, quote: str, suggestion: str | None
) -> None:
    table = tmp_path / "people.tsv"
    table.write_text(HEADER + row, encoding="utf-8")
    assert found(text, None) == {}
    assert found(text, table) == ({quote: suggestion} if quote else {})
