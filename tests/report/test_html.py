"""The report page as a file: what it holds, what it refuses, how large it becomes."""

from __future__ import annotations

import base64
import hashlib
import json
import random
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mtqa.errors import OutputError
from mtqa.model import Assessment, Problem, Verdict
from mtqa.report.html import ReportHeader, ReportSettings, data_folder, write_html
from mtqa.report.keep import Riskiest
from tests.report.samples import HEADER, PAGES, assessment, found

TEXT = "The talks stopped. .\nNobody knew why."


def written(path: Path, *documents: Assessment, **settings: Any) -> str:
    write_html(path, documents, (), HEADER, PAGES, ReportSettings(**settings))
    return path.read_text(encoding="utf-8")


def unpacked(data: str) -> Any:
    return json.loads(zlib.decompress(base64.b64decode(data)))


def index_of(page: str) -> Any:
    match = re.search(r'<script [^>]*id="index">([^<]*)</script>', page)
    assert match is not None
    return unpacked(match[1])


def articles_of(page: str) -> list[Any]:
    blocks = re.findall(r'<script [^>]*class="articles">([^<]*)</script>', page)
    return [article for block in blocks for article in unpacked(block)]


def sample(name: str = "a.txt", risk: float | None = 0.5, **more: Any) -> Assessment:
    return assessment(name, TEXT, found(TEXT, "stopped. ."), risk=risk, **more)


@pytest.fixture
def page(tmp_path: Path) -> str:
    return written(tmp_path / "report.html", sample())


def test_the_policy_allows_this_script_and_style_and_nothing_else(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    for pattern, kind in (
        (r'<script type="module">(.*?)</script>', "script-src"),
        (r"<style>(.*?)</style>", "style-src"),
    ):
        block = re.search(pattern, page, re.DOTALL)
        assert block is not None
        digest = base64.b64encode(hashlib.sha256(block[1].encode()).digest()).decode()
        assert f"{kind} &#39;sha256-{digest}&#39;;" in policy[1]
    assert policy[1].startswith("default-src &#39;none&#39;;")
    assert "unsafe" not in policy[1]


def test_nothing_comes_from_elsewhere_and_nothing_runs_from_attributes(page: str) -> None:
    assert not re.search(r"<[^>]*\s(src|srcset|style|on\w+)\s*=", page)
    assert not re.search(r"@import|url\(|innerHTML|\beval\b|new Function", page)
    addresses = set(re.findall(r"https?://[^\"'\s<]*", page))
    assert addresses == {"http://www.w3.org/2000/svg"}  # a name, not a place


def test_documents_stand_in_the_order_of_their_risk(tmp_path: Path) -> None:
    risks = {"b": 0.2, "none": None, "a": 0.9, "c": 0.2}
    page = written(tmp_path / "r.html", *(sample(name, risk) for name, risk in risks.items()))
    assert [row["name"] for row in index_of(page)["rows"]] == ["a", "b", "c", "none"]
    assert [each["document"]["name"] for each in articles_of(page)] == ["a", "b", "c", "none"]


def test_rows_lead_to_their_articles(tmp_path: Path) -> None:
    draw = random.Random(1)
    long = [sample(f"{n}", draw.random(), notes=("x" * 20_000,)) for n in range(60)]
    page = written(tmp_path / "r.html", *long)
    blocks = re.findall(r'class="articles">([^<]*)<', page)
    assert len(blocks) > 1
    for row in index_of(page)["rows"]:
        assert unpacked(blocks[row["block"]])[row["at"]]["document"]["name"] == row["name"]


def noisy(count: int) -> Iterator[Assessment]:
    """Yield documents that compress badly, so that sizes say something."""
    draw = random.Random(2)
    for number in range(count):
        text = " ".join(f"{draw.getrandbits(60):x}" for _ in range(100))
        yield assessment(f"{number}.txt", text, risk=round(draw.random(), 3))


def beside(path: Path) -> list[list[Any]]:
    """Return the articles in the files beside the page, by block."""
    blocks = []
    files = sorted(data_folder(path).iterdir(), key=lambda file: int(file.stem.split("-")[1]))
    for number, file in enumerate(files):
        call = file.read_text(encoding="utf-8")
        assert call.startswith("mtqaData([")
        run, which, *texts = json.loads(call.removeprefix("mtqaData(").removesuffix(");\n"))
        assert (which, run) == (number, index_of(path.read_text())["run"])
        blocks += [unpacked(text) for text in texts]
    return blocks


def test_above_the_limit_the_articles_lie_beside_the_page(tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    write_html(path, noisy(600), (), HEADER, PAGES, ReportSettings(max_bytes=300_000, max_rows=400))
    page = path.read_text(encoding="utf-8")
    index = index_of(page)
    assert len(page) < 200_000
    assert (index["total"], index["verdicts"]) == (600, {"fix": 600})
    assert len(index["rows"]) == 400
    blocks = beside(path)
    assert sum(index["shards"]) == len(blocks)
    for row in index["rows"]:
        assert blocks[row["block"]][row["at"]]["document"]["name"] == row["name"]
    assert articles_of(page) == []
    assert "&#39;strict-dynamic&#39;; style-src" in page
    assert "trusted-types mtqa" in page


def test_a_smaller_run_removes_the_files_of_a_larger_one(tmp_path: Path) -> None:
    path = tmp_path / "r.html"
    written(path, *noisy(30), max_bytes=1_000)
    (data_folder(path) / "mine.txt").write_text("not mtqa's")
    assert "strict-dynamic" not in written(path, sample())
    assert [file.name for file in data_folder(path).iterdir()] == ["mine.txt"]


def test_memory_does_not_grow_with_the_documents() -> None:
    keep: Riskiest[int] = Riskiest(10)
    for number in range(10_000):
        keep.add(number % 97, number, 1, number)
    assert [number % 97 for number in keep.entries()] == [96] * 10
    assert not keep.wants(95)


def test_text_that_looks_like_markup_is_only_data(tmp_path: Path) -> None:
    attack = "</script><script>alert(1)</script><!--"
    text = f"{attack} {TEXT}"
    header = ReportHeader(attack, attack, attack, notes=(attack,), corpus=((attack, attack),))
    path = tmp_path / "r.html"
    problems = [Problem(name=attack, message=attack, remedy=attack)]
    write_html(path, [assessment(attack, text)], problems, header, PAGES)
    page = path.read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert page.count("<script") == page.count("</script>") == 3
    assert articles_of(page)[0]["document"]["text"] == text


def test_names_with_stray_bytes_are_shown(tmp_path: Path) -> None:
    problems = [Problem(name="b\udcff.txt", message="is not text")]
    write_html(tmp_path / "r.html", [sample("a\udcff.txt")], problems, HEADER, PAGES)
    assert index_of((tmp_path / "r.html").read_text())["rows"][0]["name"] == "a?.txt"


def test_only_pages_of_rules_that_found_something_go_in(page: str) -> None:
    assert '<template id="rule-STR01">' in page
    assert "rule-NAM01" not in page
    assert "<code>. .</code>" in page


def test_an_engines_check_brings_the_page_of_its_rule(tmp_path: Path) -> None:
    finding = found(TEXT, "talks", rule="NAM01:CHECK", name="split-name")
    page = written(tmp_path / "r.html", assessment("a.txt", TEXT, finding))
    assert '<template id="rule-NAM01">' in page
    assert "None &lt;b&gt;known&lt;/b&gt;." in page


def test_notes_and_problems_stand_at_the_top(tmp_path: Path) -> None:
    header = ReportHeader("1", "s", "now", notes=("LanguageTool could not be started.",))
    problems = [
        Problem(name=f"{n}.pdf", message="is not text", remedy="Save it.") for n in range(5)
    ]
    path = tmp_path / "r.html"
    write_html(path, [sample()], problems, header, PAGES, ReportSettings(max_problems=2))
    page = path.read_text(encoding="utf-8")
    assert "LanguageTool could not be started." in page
    assert "5 inputs could not be assessed" in page
    assert "<strong>1.pdf</strong> is not text" in page
    assert "2.pdf" not in page
    assert "3 more" in page


@pytest.mark.parametrize(
    ("verdicts", "title"),
    [
        ([], "mtqa: no documents"),
        ([Verdict.FIX], "mtqa: 1 document (1 fix)"),
        ([Verdict.REJECT, Verdict.CANNOT_JUDGE, Verdict.PUBLISH, Verdict.REJECT], None),
    ],
)
def test_the_title_counts(tmp_path: Path, verdicts: list[Verdict], title: str | None) -> None:
    page = written(tmp_path / "r.html", *(sample(verdict=verdict) for verdict in verdicts))
    long = "mtqa: 4 documents (1 publish, 2 reject, 1 cannot judge)"
    assert f"<title>{title or long}</title>" in page


def test_the_same_run_makes_the_same_file(tmp_path: Path, page: str) -> None:
    assert written(tmp_path / "again.html", sample()) == page


def test_a_failing_run_leaves_no_file(tmp_path: Path) -> None:
    def broken() -> Iterator[Assessment]:
        yield sample()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_html(tmp_path / "r.html", broken(), (), HEADER, PAGES)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="choose another place"):
        written(tmp_path / "file" / "r.html", sample())
