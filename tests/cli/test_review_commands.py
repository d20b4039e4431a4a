"""From a run to decisions and back, as a person types it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from mtqa.cli.app import app
from mtqa.errors import InputError, UsageError
from mtqa.model import Verdict
from mtqa.report.run_file import RunFile
from mtqa.review.events import Act, Event, Reason, Scope
from mtqa.review.log import FILE, append, read
from tests.review.events import decision, verdict

TEXT = "The minister met Mr. 58 Freericks and ignored the issue. .\n" + "He went home. " * 15

GOOD = (
    "The council met on Tuesday to talk about the bridge. Engineers had warned in spring that "
    "two of its piers were sinking, and drivers have been sent round by the old road since then. "
    "Repairs will take a year. Nobody on the council wanted to say what they would cost."
)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("articles").mkdir()
    Path("articles/a.txt").write_text(TEXT)
    return tmp_path


def mtqa(*words: str) -> Result:
    return CliRunner(env={"COLUMNS": "80", "TERM": "dumb"}).invoke(app, words)


def score(*words: str) -> Result:
    return mtqa("score", "articles", "--fast", *words)


def decided(*acts: Act) -> list[Event]:
    """Return decisions about the findings of the run in ``reports``."""
    (assessment,) = RunFile(Path("reports/run.json")).documents()
    pairs = zip(assessment.findings, acts, strict=False)
    return [decision(TEXT, finding, act, reason=Reason.NAME) for finding, act in pairs]


def write(path: str, *events: Event) -> None:
    append(Path(path), [event.line() for event in events])


def test_decisions_beside_the_configuration_are_honoured(here: Path) -> None:
    score()
    before = Path("reports/findings.csv").read_text()
    write(FILE, *decided(Act.DISMISS), verdict(TEXT, Verdict.FIX))
    done = score()
    assert f"2 decisions in {FILE} honoured" in done.output
    after = Path("reports/findings.csv").read_text()
    assert len(after.splitlines()) == len(before.splitlines()) - 1
    assert ",fix," in Path("reports/documents.csv").read_text()
    score("--show-dismissed")
    shown = Path("reports/findings.csv").read_text()
    assert len(shown.splitlines()) == len(before.splitlines())
    assert ",dismissed,name," in shown


def test_a_decisions_file_that_is_not_there_is_an_error(here: Path) -> None:
    result = score("--decisions", "gone.jsonl")
    assert isinstance(result.exception, UsageError)


def test_lines_that_cannot_be_read_cost_nothing_but_themselves(here: Path) -> None:
    score()
    write(FILE, *decided(Act.DISMISS))
    with Path(FILE).open("a") as file:
        file.write('{"v":1,"act":"dis')
    done = score()
    assert done.exit_code == 0
    assert "1 decision in" in done.output


def test_the_gate_fails_with_1_and_says_why(here: Path) -> None:
    done = score("--gate", "publish")
    assert done.exit_code == 1
    assert "gate publish: 1 of 1 do not pass" in done.output
    assert "a.txt: " in done.output
    Path("mtqa.toml").write_text("[gate.draft]\nmax_critical = 9\nrisk_below = 1.0\n")
    assert score("--gate", "draft").exit_code == 0
    assert score("--gate", "draft", "--quiet").exit_code == 0
    assert score("--gate", "publish").exit_code == 1
    missing = score("--gate", "drafts").exception
    assert isinstance(missing, UsageError)
    assert "did you mean draft?" in str(missing)


def test_an_input_that_cannot_be_read_outranks_the_gate(here: Path) -> None:
    Path("articles/b.txt").write_bytes(b"\0\1\2" * 50)
    assert score("--gate", "publish").exit_code == 3


def test_files_are_imported_merged_and_pruned(here: Path) -> None:
    score()
    first = decided(Act.DISMISS)[0]
    second = first.model_copy(
        update={"act": Act.ACCEPT, "by": "bob", "t": first.t.replace(hour=13)}
    )
    elsewhere = second.model_copy(update={"doc": "gone.txt"})
    write("ann.jsonl", first)
    write("bob.jsonl", second, first, elsewhere)
    assert "1 new decision" in mtqa("decisions", "import", "ann.jsonl").output
    again = mtqa("decisions", "import", "ann.jsonl", "bob.jsonl").output
    assert f"2 new decisions in {FILE}, 0 known before" in again
    mtqa("decisions", "merge", "ann.jsonl", "bob.jsonl", "--out", "all.jsonl")
    assert set(read(Path("all.jsonl")).events) == {first, second, elsewhere}
    assert "1 line left out, 2 kept" in mtqa("decisions", "prune").output
    mtqa("decisions", "prune", "--run", "reports/run.json")
    assert read(Path(FILE)).events == (second,)


def test_what_holds_no_decisions_is_named(here: Path) -> None:
    Path("report.txt").write_text("not a decision\n")
    for words in (("import", "report.txt"), ("import", "gone"), ("stats",)):
        assert isinstance(mtqa("decisions", *words).exception, InputError)


def test_rates_stand_in_the_lists_of_rules_and_in_the_report(here: Path) -> None:
    score()
    events = decided(Act.DISMISS)
    rule = events[0].rule
    write(FILE, *(events[0].model_copy(update={"doc": f"{n}.txt"}) for n in range(30)))
    assert re.search(
        rf"{rule} +\S+ +0 +30 +100% +89%–100% +name", mtqa("decisions", "stats").output
    )
    listed = mtqa("rules").output
    assert re.search(rf"{rule} .* 100% \(89–100\)", listed)
    assert max(map(len, listed.splitlines())) <= 80
    proposed = mtqa("decisions", "stats", "--suggest").output
    assert f'disable = ["{rule}"]' in proposed
    score()
    page = Path("reports/report.html").read_text()
    assert "Editors dismissed 30 of 30 findings of this rule" in page


def test_words_dismissed_everywhere_are_proposed_as_accepted(here: Path) -> None:
    score()
    event = decided(Act.DISMISS)[0]
    write(FILE, event.model_copy(update={"scope": Scope.EVERYWHERE, "reason": Reason.STYLE}))
    proposed = mtqa("decisions", "stats", "--suggest").output
    assert "[accept]" in proposed
    assert f'terms = ["{event.quote}"]' in proposed


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("sarif", "findings.sarif"),
        ("junit", "junit.xml"),
        ("mqm", "mqm.tsv"),
        ("author", "author.html"),
    ],
)
def test_other_formats_of_the_same_run(here: Path, name: str, file: str) -> None:
    score()
    done = mtqa("report", "reports/run.json", "--format", name, "--out", "new")
    assert done.output.strip() == f"new/{file}"
    assert [path.name for path in Path("new").iterdir()] == [file]


def test_annotations_go_to_the_log(here: Path) -> None:
    score()
    done = mtqa("report", "reports/run.json", "--format", "github", "--prefix", "articles")
    assert all(line.startswith("::") for line in done.output.splitlines())
    assert "file=articles/a.txt,line=1" in done.output


def test_review_serves_the_page_and_ends_with_ctrl_c(here: Path) -> None:
    score()
    command = [sys.executable, "-m", "mtqa", "review", "reports", "--no-browser"]
    # behind "&" the shell has Ctrl-C ignored, and a child takes that over
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(2)]
        address = lines[1].split()[1]
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address) as answer:
            assert "connect-src &#39;self&#39;" in answer.read().decode()
        process.send_signal(signal.SIGINT)
        assert "0 decisions made" in process.communicate(timeout=20)[0]
        assert process.returncode == 0


def test_review_without_a_run_says_what_to_do(here: Path) -> None:
    missing = mtqa("review", "nowhere").exception
    assert isinstance(missing, InputError)
    assert "run mtqa score first" in str(missing)


def test_the_hook_for_pre_commit_runs(here: Path) -> None:
    root = Path(__file__).parent.parent.parent
    (hook,) = yaml.safe_load((root / ".pre-commit-hooks.yaml").read_text())
    _, *words = hook["entry"].split()
    assert mtqa(*words, "articles/a.txt").exit_code == 1
    Path("articles/a.txt").write_text(GOOD)
    done = mtqa(*words, "articles/a.txt")
    assert (done.exit_code, done.output) == (0, "")
