"""The README says what the program does: columns, files, options and commands."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer

from mtqa.cli.app import app
from mtqa.report.csv import NAMES
from mtqa.report.frames import DOCUMENTS, FINDINGS, SEGMENTS

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("name", "columns"), list(zip(NAMES, (DOCUMENTS, SEGMENTS, FINDINGS), strict=True))
)
def test_columns_are_described(name: str, columns: list[str]) -> None:
    assert f"| `{name}` | {', '.join(columns)} |" in README


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_are_described(name: str) -> None:
    assert f"mtqa {name}" in README


def test_options_of_score_are_described() -> None:
    options = {name for option in COMMANDS["score"].params for name in option.opts}
    long = {name for name in options if name.startswith("--") and name != "--help"}
    assert long
    assert not [name for name in long if name not in README]


def test_the_first_code_block_is_the_two_commands() -> None:
    block = README.split("```sh\n")[1].split("```")[0]
    commands = [line.split("#")[0].strip() for line in block.splitlines()]
    assert commands == ["make score", "make test"]
