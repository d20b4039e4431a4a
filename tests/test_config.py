"""Settings from files: what is said is what is used, and mistakes are named."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import mtqa
from mtqa.config import Settings, find_file, load
from mtqa.detect.catalog import choose
from mtqa.errors import UsageError

TEXT = "The minister had ignored the web site today. . Mr. 58 Kowalczyk had not."

PACK = """
[[rule]]
id = "HOU01"
name = "house-style-web"
words = ["web site"]
message = "We write “website” as one word."
suggestion = "website"
bad = ["Visit our [[web site]] today."]
good = ["The web sits in the corner."]
"""

ENGINES_OFF = "languagetool = false\nmodel = false\n"


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def quotes(toml: str, folder: Path) -> list[str]:
    settings = load(write(folder, "mtqa.toml", ENGINES_OFF + toml))
    return [finding.quote for finding in mtqa.assess(TEXT, settings).findings]


def test_the_defaults_are_those_of_the_page(tmp_path: Path) -> None:
    page = (Path(__file__).parent.parent / "docs" / "configuration.md").read_text(encoding="utf-8")
    example = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)[0]
    assert load(write(tmp_path, "mtqa.toml", example)) == Settings()
    described = set(tomllib.loads(re.sub(r"^# (?=\w+ =)", "", example, flags=re.MULTILINE)))
    assert described == set(Settings.model_fields)


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("", ["today. .", "Mr. 58 Kowalczyk"]),
        ("rules.disable = ['STR01']", ["Mr. 58 Kowalczyk"]),
        ("rules.disable = ['stray-punctuation', 'names']", []),
        ("accept.names = ['kowalczyk']", ["today. ."]),
        ("accept.names = ['Kowal']", ["today. .", "Mr. 58 Kowalczyk"]),
        ("accept.terms = ['Today']", ["Mr. 58 Kowalczyk"]),
        ("rules.packs = ['house.toml']", ["web site", "today. .", "Mr. 58 Kowalczyk"]),
        ("rules.options.STR01 = {min_confidence = 1.0}", ["Mr. 58 Kowalczyk"]),
        ("rules.options.names = {min_confidence = 1.0}", ["today. ."]),
        (
            "rules.options = {names = {min_confidence = 1.0}, number-in-name = {}}",
            ["today. .", "Mr. 58 Kowalczyk"],
        ),
    ],
)
def test_settings_decide_what_is_found(tmp_path: Path, toml: str, expected: list[str]) -> None:
    write(tmp_path, "house.toml", PACK)
    assert quotes(toml, tmp_path) == expected


@pytest.mark.parametrize(
    ("option", "expected"),
    [("", []), ("rules.options.HOU01 = {min_confidence = 0.2}", ["web site"])],
)
def test_findings_more_often_wrong_than_right_are_shown_on_demand(
    tmp_path: Path, option: str, expected: list[str]
) -> None:
    write(tmp_path, "house.toml", PACK + "confidence = 0.3\n")
    toml = f"rules.packs = ['house.toml']\nrules.disable = ['STR01', 'names']\n{option}"
    assert quotes(toml, tmp_path) == expected


def test_people_are_read_beside_the_file(tmp_path: Path) -> None:
    write(tmp_path, "people.tsv", "name\tcountry\nJan Kowalczyk\tPL\n")
    settings = load(write(tmp_path, "mtqa.toml", "rules.people = 'people.tsv'"))
    assert settings.rules.people == tmp_path / "people.tsv"
    with pytest.raises(UsageError, match=r"none\.tsv.*cannot be read"):
        quotes("rules.people = 'none.tsv'", tmp_path)


def test_a_severity_of_the_users_wins_over_the_rules(tmp_path: Path) -> None:
    toml = ENGINES_OFF + "rules.options.number-in-name = {severity = 'minor'}"
    found = mtqa.assess(TEXT, load(write(tmp_path, "mtqa.toml", toml))).findings
    assert {f.rule: f.severity for f in found}["NAM04"] == "minor"


def test_options_of_an_unknown_rule_are_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no rule or family is called NAM4; did you mean nam04"):
        quotes("rules.options.NAM4 = {severity = 'minor'}", tmp_path)


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("verdict.publish_under = 0.1", "there is no setting verdict.publish_under; did you mean"),
        ("verdict.publish_below = 3", "verdict.publish_below: Input should be less than or equal"),
        ("langwidgetool = true", "there is no setting langwidgetool; did you mean languagetool?"),
        ("rules = 3", "rules: "),
        ("rules.options.NAM04.confidence = 0.9", "there is no setting rules.options.NAM04.conf"),
        ("rules.options.NAM04.severity = 'grave'", "rules.options.NAM04.severity: Input should"),
        ("= 3", "this is not TOML"),
    ],
)
def test_a_mistake_names_the_key_and_the_remedy(tmp_path: Path, toml: str, message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)) as raised:
        load(write(tmp_path, "mtqa.toml", toml))
    assert "mtqa.toml" in str(raised.value)


@pytest.mark.parametrize(
    ("disable", "message"),
    [("stray-punctuatoin", "did you mean stray-punctuation"), ("STR99", "did you mean str0")],
)
def test_an_unknown_rule_is_an_error(disable: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        choose((disable,), ())


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('words = ["web site"]', "", "give either words or a pattern"),
        ('words = ["web site"]', 'pattern = "("', "no regular expression"),
        ('words = ["web site"]', 'words = ["website"]', "does not find what its bad example says"),
        ("The web sits", "The web site sits", "does not find what its good example says"),
        ('id = "HOU01"', 'id = "house 1"', "rule.0.id: String should match pattern"),
        ('name = "house-style-web"', 'nome = "x"', "rule.0.name: Field required"),
    ],
)
def test_a_wrong_pack_is_an_error(tmp_path: Path, before: str, after: str, message: str) -> None:
    assert before in PACK
    pack = write(tmp_path, "house.toml", PACK.replace(before, after))
    with pytest.raises(UsageError, match=re.escape(message)):
        choose((), (pack,))


def test_the_file_is_looked_for_beside_the_user(tmp_path: Path) -> None:
    assert find_file(tmp_path) is None
    project = write(tmp_path, "pyproject.toml", "[project]\nname = 'x'\n")
    assert find_file(tmp_path) is None
    project.write_text("[tool.mtqa]\nmodel = false\n")
    assert find_file(tmp_path) == project
    assert load(project).model is False
    own = write(tmp_path, "mtqa.toml", "")
    assert find_file(tmp_path) == own


def test_the_signature_tells_settings_apart_and_packs_by_what_they_say(tmp_path: Path) -> None:
    def signature(toml: str) -> str:
        settings = load(write(tmp_path, "mtqa.toml", ENGINES_OFF + toml))
        return mtqa.assess(TEXT, settings).documents[0].risk.signature

    write(tmp_path, "house.toml", PACK)
    write(tmp_path, "other.toml", PACK.replace("minor", "major") + "severity = 'major'\n")
    packs = [f"rules.packs = ['{name}.toml']" for name in ("house", "other")]
    said = [signature(toml) for toml in ("", "rules.disable = ['STR01']", *packs)]
    assert "|settings:default|" in said[0]
    assert len(set(said)) == 4
