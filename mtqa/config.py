"""Settings: what a run measures, which rules it uses, and where its verdicts part.

They are read from ``mtqa.toml`` or from ``[tool.mtqa]`` in ``pyproject.toml``;
see docs/configuration.md. An unknown key is an error.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from mtqa.errors import UsageError
from mtqa.model import Frozen, RuleOptions

FILES = ("mtqa.toml", "pyproject.toml")

Share = Annotated[float, Field(ge=0, le=1)]


class RuleSettings(Frozen):
    """Which rules are used.

    Attributes:
        disable: ids, names or families of rules that are left out.
        packs: files with rules of the user's own, see docs/configuration.md.
        people: a table of people whom the rules on names know beside their own.
        options: by id, name or family of rules, how their findings are taken; what
            is said of a rule goes before what is said of its family.
    """

    disable: tuple[str, ...] = ()
    packs: tuple[Path, ...] = ()
    people: Path | None = None
    options: dict[str, RuleOptions] = Field(default_factory=dict)


class Accept(Frozen):
    """What the user knows to be right, compared as whole words, case apart.

    Attributes:
        terms: a finding whose words all belong to one of these is left out.
        names: a finding about a name or an unknown word is left out where one
            of these stands in it.
    """

    terms: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


class VerdictSettings(Frozen):
    """Where verdicts part.

    Attributes:
        publish_below: risk under which a document may be published.
        reject_from: risk from which a document is not worth mending.
        min_words: words under which no verdict is given.
    """

    publish_below: Share = 0.2
    reject_from: Share = 0.9
    min_words: Annotated[int, Field(ge=1)] = 40


class GateSettings(Frozen):
    """What must hold of a document before it passes; ``None`` where it does not matter.

    Attributes:
        max_critical: how many critical findings there may be.
        max_major: how many major ones.
        max_minor: how many minor ones.
        risk_below: the risk must be lower.
        fluency_from: the fluency must be at least this, 0–100.
        reviewed: an editor must have decided about every finding.
        verdict: an editor must have said that the article as it stands may be published.
    """

    max_critical: Annotated[int, Field(ge=0)] | None = 0
    max_major: Annotated[int, Field(ge=0)] | None = None
    max_minor: Annotated[int, Field(ge=0)] | None = None
    risk_below: Share | None = 0.2
    fluency_from: Annotated[float, Field(ge=0, le=100)] | None = None
    reviewed: bool = False
    verdict: bool = False


class InputSettings(Frozen):
    """What is read.

    Attributes:
        max_bytes: size above which a file is taken for something else than an article.
    """

    max_bytes: Annotated[int, Field(ge=1)] = 5_000_000


class Settings(Frozen):
    """What to measure and how to judge.

    Attributes:
        languagetool: check grammar with LanguageTool.
        languagetool_url: a server that runs already; mtqa starts its own where ``None``.
        model: use the language model.
        model_path: a GGUF file, or a folder of Hugging Face's layout, with another model.
        reference: a folder with a reference for each document, of the same name.
        decisions: the file with the decisions of editors.
        show_dismissed: list the findings that editors dismissed; they are not counted.
        gate: conditions by the name of the gate.
    """

    languagetool: bool = True
    languagetool_url: str | None = None
    model: bool = True
    model_path: Path | None = None
    reference: Path | None = None
    decisions: Path | None = None
    show_dismissed: bool = False
    gate: Mapping[str, GateSettings] = Field(default={"publish": GateSettings()})
    rules: RuleSettings = RuleSettings()
    accept: Accept = Accept()
    verdict: VerdictSettings = VerdictSettings()
    input: InputSettings = InputSettings()


def digest(settings: Settings) -> str:
    """Return a short hash of what the user changed of rules and accepted words, or ``default``."""
    if settings.rules == RuleSettings() and settings.accept == Accept():
        return "default"
    rules = settings.rules
    changed = rules.model_dump_json(exclude={"packs", "people"}) + settings.accept.model_dump_json()
    files = (*rules.packs, *((rules.people,) if rules.people else ()))
    return hashlib.sha256(changed.encode() + b"".join(map(_bytes, files))).hexdigest()[:8]


@cache
def _bytes(path: Path) -> bytes:
    return path.read_bytes()


def find_file(folder: Path) -> Path | None:
    """Return the configuration file in ``folder``, ``None`` where there is none."""
    for name in FILES:
        path = folder / name
        if path.is_file() and (name == FILES[0] or "mtqa" in _toml(path).get("tool", {})):
            return path
    return None


def load(path: Path) -> Settings:
    """Return the settings in the file ``path``.

    Paths of rule packs, people, the decisions and the model are taken relative to the file.

    Raises:
        UsageError: the file cannot be read, or says something that is no setting.
    """
    table = _toml(path)
    if path.name == FILES[1]:
        table = table.get("tool", {}).get("mtqa", {})
    try:
        settings = Settings.model_validate(table)
    except ValidationError as error:
        raise _unknown(path, error.errors()[0]) from error
    packs = tuple(path.parent / pack for pack in settings.rules.packs)
    people = settings.rules.people and path.parent / settings.rules.people
    rules = settings.rules.model_copy(update={"packs": packs, "people": people})
    relative = {
        "rules": rules,
        "decisions": settings.decisions and path.parent / settings.decisions,
        "model_path": settings.model_path and path.parent / settings.model_path,
    }
    return settings.model_copy(update=relative)


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(
            f"cannot be read ({error.strerror})", where=str(path), remedy="check --config"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(
            f"this is not TOML ({error})", where=str(path), remedy="mend the file"
        ) from error


def _unknown(path: Path, error: Any) -> UsageError:
    """Return pydantic's first complaint in words that name the key and the likely one."""
    key = ".".join(map(str, error["loc"]))
    if error["type"] != "extra_forbidden":
        return UsageError(f"{key}: {error['msg']}", where=str(path), remedy="mend that value")
    near = get_close_matches(key, _keys(), n=1, cutoff=0.4)
    return UsageError(
        f"there is no setting {key}",
        where=str(path),
        remedy=f"did you mean {near[0]}?" if near else "see docs/configuration.md",
    )


def _keys() -> list[str]:
    keys = []
    for name, field in Settings.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, Frozen):
            keys += [f"{name}.{key}" for key in section.model_fields]
        keys.append(name)
    return keys
