"""The report page in a browser: what an editor sees, and what hostile text cannot do."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from mtqa.model import (
    Assessment,
    Evidence,
    Problem,
    ReferenceScores,
    Score,
    Severity,
    Verdict,
)
from mtqa.report.html import ReportHeader, ReportSettings
from tests.report.browser import Report
from tests.report.samples import assessment, found, place

pytestmark = pytest.mark.browser

TEXT = (
    "KABUL 🚀 – Mr. 58 Freericks met Mark Friarix on Monday.\n"
    "He had ignored the issue. .\n"
    "Nobody was there, 👩‍👩‍👧 not even the cat, and a\u200bzero."
)
OUTER = found(TEXT, "Mr. 58 Freericks", severity=Severity.CRITICAL, name="misplaced-age")
INNER = found(TEXT, "Freericks", rule="NAM01", name="split-name", confidence=0.7)
FINDINGS = (
    OUTER,
    INNER.model_copy(update={"evidence": (place(TEXT, "Mark Friarix"),)}),
    found(TEXT, "Freericks met Mark", severity=Severity.MINOR, rule="GRA01:CHECK_A"),
    found(TEXT, "issue. .", suggestion="issue.", severity=Severity.MINOR),
    found(TEXT, ". .\nNobody was", rule="GRA01:CHECK_B"),
    found(TEXT, "👩‍👩‍👧 not"),
    found(TEXT, "\u200b", severity=Severity.MINOR),
)


def sample(name: str = "a.txt", risk: float | None = 0.9, **more: Any) -> Assessment:
    return assessment(name, TEXT, *FINDINGS, risk=risk, **more)


def plain(name: str, text: str = "Nothing is wrong here.", **more: Any) -> Assessment:
    return assessment(name, text, **{"risk": 0.1, "verdict": Verdict.PUBLISH, **more})


def marked(page: Page, number: int) -> str:
    """Return the words inside the marks of the finding of this number."""
    marks = page.locator(f'#article mark[data-finding="{number}"]')
    return "".join(marks.evaluate_all("all => all.map(mark => mark.textContent)"))


def card(page: Page) -> str:
    return page.locator("#card").inner_text()


def queue(page: Page) -> list[str]:
    return page.locator("#queue .name").all_text_contents()


# Marks


def test_marks_are_exact_where_they_nest_overlap_and_follow_emoji(report: Report) -> None:
    page = report.show(sample())
    quotes = [finding.quote.replace("\n", "") for finding in FINDINGS]
    assert [marked(page, number) for number in range(1, len(FINDINGS) + 1)] == quotes
    assert page.locator("#article .text p").all_text_contents() == TEXT.split("\n")


def test_overlapping_marks_are_underlined_at_different_heights(report: Report) -> None:
    page = report.show(sample())
    offset = "mark => getComputedStyle(mark).textUnderlineOffset"
    heights = {
        page.locator(f'mark[data-finding="{number}"]').first.evaluate(offset)
        for number in (1, 2, 3)
    }
    assert len(heights) == 3


def test_severities_differ_by_the_shape_of_their_line(report: Report) -> None:
    page = report.show(sample())
    style = "mark => getComputedStyle(mark).textDecorationStyle"
    shapes = [page.locator(f"mark.{severity}").first.evaluate(style) for severity in Severity]
    assert shapes == ["dotted", "solid", "double"]


def test_a_click_chooses_the_innermost_and_another_the_one_around(report: Report) -> None:
    page = report.show(sample())
    page.locator('mark[data-finding="4"]').first.click()
    expect(page.locator("#place")).to_have_text("Finding 4 of 7")
    page.get_by_text("Freericks", exact=True).first.click()
    expect(page.locator("#place")).to_have_text("Finding 2 of 7")
    page.locator('mark[data-finding="2"]').click()
    expect(page.locator("#place")).not_to_have_text("Finding 2 of 7")


def test_characters_without_ink_are_made_visible(report: Report) -> None:
    page = report.show(sample())
    shown = page.locator('mark[data-finding="7"]').evaluate(
        "mark => getComputedStyle(mark, '::after').content"
    )
    assert shown == '"U+200B"'


def test_a_finding_between_two_characters_can_be_seen(report: Report) -> None:
    missing = found(TEXT, "met").model_copy(update={"end": TEXT.index("met"), "quote": ""})
    at_end = missing.model_copy(update={"start": len(TEXT), "end": len(TEXT)})
    page = report.show(assessment("a.txt", TEXT, missing, at_end))
    assert [marked(page, 1), marked(page, 2)] == ["m", "."]


def test_hard_wrapped_lines_make_one_paragraph(report: Report) -> None:
    text = "The minister went\nhome and slept\nwell. He rose\nlate.\n\nThen he left."
    whole = plain("a.txt", text)
    ends = [
        (0, text.index(" He")),
        (text.index("He"), text.index("\n\n")),
        (text.index("Then"), len(text)),
    ]
    segments = tuple(
        whole.segments[0].model_copy(update={"index": n, "start": a, "end": b, "text": text[a:b]})
        for n, (a, b) in enumerate(ends)
    )
    page = report.show(whole.model_copy(update={"segments": segments}))
    assert page.locator("#article .text p").count() == 2


# The card


def test_the_card_says_why_on_what_evidence_and_what_instead(report: Report) -> None:
    fact = Evidence(note="It is a town in India.", source="GeoNames")
    finding = found(TEXT, "issue. .", suggestion="issue.", evidence=(fact,))
    text = card(report.show(assessment("a.txt", TEXT, finding)))
    for words in (
        "stray-punctuation",
        "STR01",
        "major",
        "The words do not fit.",
        "Suggestion\n\nissue. .\n\nissue.",
    ):
        assert words in text
    for words in (
        "It is a town in India. GeoNames",
        "0.90",
        "linguistic-conventions/punctuation",
        "rules",
    ):
        assert words in text


def test_scores_against_a_reference(report: Report) -> None:
    scores = ReferenceScores(
        bleu=Score(value=32.1, signature="BLEU|v:2"),
        chrf=Score(value=58.3, signature="chrF2|v:2"),
        ter=Score(value=None, signature="TER|v:2"),
    )
    whole = sample()
    first, *rest = whole.segments
    measured = (first.model_copy(update={"chrf": 41.25, "ter": 0.0}), *rest)
    lines = ("He met Mark Frerichs.", "", "Nobody.")
    update = {"reference": scores, "reference_lines": lines, "segments": measured}
    page = report.show(whole.model_copy(update=update))
    facts = page.locator(".facts").inner_text()
    assert "chrF\n58.3\nBLEU\n32.1\nTER\n–" in facts
    assert "He met Mark Frerichs." in card(page)
    assert "fluency 80, chrF 41.3, TER 0.0" in card(page)
    page.get_by_text("How this was measured").click()
    expect(page.get_by_text("chrF2|v:2")).to_be_visible()


def test_evidence_leads_to_its_place(report: Report) -> None:
    page = report.show(sample(), address="#d=a.txt&f=2")
    assert page.locator("#article .place").all_text_contents() == ["Mark", " Friarix"]
    page.get_by_role("button", name="Mark Friarix").click()
    assert page.locator("#article .flash").all_text_contents() == ["Mark", " Friarix"]


def test_the_rules_page_unfolds(report: Report) -> None:
    page = report.show(sample())
    page.get_by_text("About the rule").click()
    expect(page.get_by_text("Ellipses.")).to_be_visible()


def test_neighbours_lead_on(report: Report) -> None:
    page = report.show(sample())
    page.locator(".neighbours a").nth(3).click()
    expect(page.locator("#place")).to_have_text("Finding 4 of 7")


def test_what_was_not_measured_is_a_dash_with_its_reason(report: Report) -> None:
    why = "verdict: fewer than 40 words"
    short = plain("a.txt", risk=None, fluency=None, skipped=(why,), verdict=Verdict.CANNOT_JUDGE)
    page = report.show(short)
    facts = page.locator(".facts").inner_text().split("\n")
    assert facts[:6] == ["Risk", "–", "Fluency", "–", "MT likelihood", "–"]
    expect(page.get_by_text(why)).to_be_visible()
    assert "could not be judged" in card(page)
    expect(page.locator("#queue")).to_contain_text("fluency –")
    assert page.locator(".heat").count() == 0


def test_sentences_that_do_not_read_well_leave_a_trace(report: Report) -> None:
    page = report.show(plain("a.txt", TEXT, fluency=20.0))
    assert page.locator(".heat rect").count() == 3
    page.get_by_role("button", name="least fluent sentence: 20").click()
    expect(page.locator(".flash")).to_be_visible()
    assert (
        page.locator("[data-segment]").first.get_attribute("title") == "This sentence: fluency 20"
    )


# Moving about


def test_keys(report: Report) -> None:
    page = report.show(sample(), sample("b.txt", 0.8))
    where = page.locator("#place")
    page.keyboard.press("j")
    expect(where).to_have_text("Finding 2 of 7")
    assert page.evaluate("document.activeElement.dataset.finding") == "2"
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(where).to_have_text("Finding 2 of 7")
    page.keyboard.press("J")
    expect(page.locator("#article h2")).to_have_text("b.txt")
    page.keyboard.press("K")
    expect(page.locator("#article h2")).to_have_text("a.txt")
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.press("j")
    assert page.locator("#search").input_value() == "j"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()


def test_keys_are_buttons_as_well_and_can_be_switched_off(report: Report) -> None:
    page = report.show(sample(), sample("b.txt", 0.8))
    page.get_by_role("button", name="Help").click()
    page.get_by_label("Use these keys").uncheck()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("j")
    expect(page.locator("#place")).to_have_text("Finding 1 of 7")
    page.get_by_role("button", name="Next finding").click()
    expect(page.locator("#place")).to_have_text("Finding 2 of 7")
    expect(page.get_by_role("button", name="Next finding")).to_be_focused()
    page.get_by_role("button", name="Next article").click()
    expect(page.locator("#article h2")).to_have_text("b.txt")


def test_the_chosen_mark_scrolls_into_view(report: Report) -> None:
    lines = [f"Line {number} is here." for number in range(400)]
    text = "\n".join([*lines, "The end. ."])
    long = assessment("a.txt", text, found(text, "Line 0"), found(text, "end. ."))
    page = report.show(long, plain("b.txt", text, risk=0.1))
    page.keyboard.press("j")
    expect(page.locator('mark[data-finding="2"]')).to_be_in_viewport()
    page.keyboard.press("J")
    expect(page.locator("#article h2", has_text="b.txt")).to_be_in_viewport()


def test_addresses_lead_to_a_finding_and_follow_the_reader(report: Report) -> None:
    name = "été/100% & more+#1.txt"
    page = report.show(plain("b.txt", risk=1.0), sample(name))
    page.locator("#queue a").nth(1).click()
    expect(page.locator("#article h2")).to_have_text(name)
    page.keyboard.press("j")
    expect(page.locator("#place")).to_have_text("Finding 2 of 7")
    address = page.evaluate("location.hash")
    again = report.open(address)
    expect(again.locator("#article h2")).to_have_text(name)
    expect(again.locator("#place")).to_have_text("Finding 2 of 7")


def test_an_address_that_leads_nowhere_shows_the_first(report: Report) -> None:
    page = report.show(sample(), address="#d=gone.txt&f=9")
    expect(page.locator("#article h2")).to_have_text("a.txt")


# Filters


@pytest.fixture
def filtered(report: Report) -> Page:
    grammar = found(TEXT, "Nobody", rule="GRA01:CHECK_A", confidence=0.6, severity=Severity.MINOR)
    other = assessment("b.txt", TEXT, grammar, risk=0.5, verdict=Verdict.REJECT)
    return report.show(sample(), other, plain("c.txt", "A hidden 🐈 word (odd)."))


def test_all_documents_are_there_first(filtered: Page) -> None:
    assert queue(filtered) == ["a.txt", "b.txt", "c.txt"]
    assert filtered.title() == "mtqa: 3 documents (1 publish, 1 fix, 1 reject)"


def test_filter_by_verdict(filtered: Page) -> None:
    button = filtered.get_by_role("button", name="1 reject")
    button.click()
    assert queue(filtered) == ["b.txt"]
    expect(filtered.locator("#article h2")).to_have_text("b.txt")
    button.click()
    assert len(queue(filtered)) == 3


def test_filter_by_severity(filtered: Page) -> None:
    for severity in ("minor", "major"):
        filtered.get_by_role("checkbox", name=severity).uncheck()
    assert queue(filtered) == ["a.txt"]
    expect(filtered.locator("#place")).to_have_text("Finding 1 of 1")
    assert marked(filtered, 2) == ""
    expect(filtered.locator("#queue")).to_contain_text("1 critical")


def test_filter_by_rule_and_by_an_engines_check(filtered: Page) -> None:
    filtered.get_by_label("Rule").select_option("GRA01")
    assert queue(filtered) == ["a.txt", "b.txt"]
    filtered.get_by_label("Rule").select_option("GRA01:CHECK_B")
    assert queue(filtered) == ["a.txt"]
    expect(filtered.locator("#place")).to_have_text("Finding 1 of 1")


def test_filter_by_confidence(filtered: Page) -> None:
    filtered.get_by_label("Confidence at least").fill("0.8")
    assert queue(filtered) == ["a.txt"]
    expect(filtered.locator("#place")).to_have_text("Finding 1 of 6")


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("B.TXT", ["b.txt"]),
        ("hidden 🐈", ["c.txt"]),
        ("(odd).", ["c.txt"]),
        ("misplaced-age", ["a.txt"]),
        ("do not fit", ["a.txt", "b.txt"]),
    ],
)
def test_search(filtered: Page, words: str, names: list[str]) -> None:
    filtered.get_by_role("searchbox").fill(words)
    expect(filtered.locator("#queue .name")).to_have_text(names)


def test_search_marks_the_words_in_the_article(filtered: Page) -> None:
    filtered.get_by_role("searchbox").fill("58 free")
    expect(filtered.locator("#queue .name")).to_have_count(2)
    hits = "[...CSS.highlights.get('search')].map(range => range.toString())"
    assert filtered.evaluate(hits) == ["58 Free"]


def test_nothing_found_says_so_and_leads_back(filtered: Page) -> None:
    filtered.get_by_role("searchbox").fill("no such words")
    expect(filtered.get_by_text("No document passes these filters.")).to_be_visible()
    filtered.locator("#article").get_by_role("button", name="Clear filters").click()
    expect(filtered.locator("#queue .name")).to_have_count(3)
    expect(filtered.locator("#article h2")).to_have_text("a.txt")


# What is missing


def test_no_documents(report: Report) -> None:
    page = report.show()
    expect(page.get_by_text("No documents were assessed")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("J")


def test_no_findings(report: Report) -> None:
    page = report.show(plain("a.txt"))
    assert "No rule found anything here" in card(page)
    assert page.locator("#article p").last.inner_text() == "Nothing is wrong here."


def test_an_empty_text(report: Report) -> None:
    page = report.show(plain("a.txt", "", risk=None, verdict=Verdict.CANNOT_JUDGE))
    expect(page.locator("#article h2")).to_have_text("a.txt")


def large(report: Report) -> Page:
    noise = random.Random(1).randbytes(300_000).hex()
    documents = [plain(f"{n}.txt", f"{noise} {n}", risk=n / 10) for n in range(9)]
    report.write(*documents, settings=ReportSettings(max_bytes=10_000, max_rows=5))
    return report.open()


def test_rows_that_the_page_does_not_list(report: Report) -> None:
    page = large(report)
    expect(page.locator("#queue .name")).to_have_text([f"{n}.txt" for n in (8, 7, 6, 5, 4)])
    expect(page.get_by_text("4 more documents of lower risk: see documents.csv.")).to_be_visible()


def test_articles_beside_the_page_are_loaded_when_they_are_needed(report: Report) -> None:
    page = large(report)
    expect(page.locator("#article h2")).to_have_text("8.txt")
    assert len(report.loaded) == 1
    page.locator("#queue a").last.click()
    expect(page.locator("#article h2")).to_have_text("4.txt")
    assert len(report.loaded) == 2
    page.get_by_role("searchbox").fill("6.txt")
    expect(page.locator("#queue .name")).to_have_text(["6.txt"])


def test_an_article_whose_file_is_gone_or_of_another_run_says_so(report: Report) -> None:
    large(report)
    (first, *_, last) = sorted(report.folder.iterdir())
    first.write_text('mtqaData(["another", 0, "x"]);')
    last.unlink()
    page = report.open()
    expect(page.get_by_role("alert")).to_contain_text("belong to another run")
    page.locator("#queue a").last.click()
    expect(page.get_by_role("alert")).to_contain_text("is missing")
    page.locator("#queue a").nth(1).click()
    expect(page.locator("#article h2")).to_have_text("7.txt")
    report.complaints = [each for each in report.complaints if "ERR_FILE_NOT_FOUND" not in each]


def test_notes_and_problems_are_seen_at_once(report: Report) -> None:
    header = ReportHeader("1", "s", "now", notes=("LanguageTool could not be started.",))
    report.write(sample(), header=header, problems=(Problem(name="b.pdf", message="is not text"),))
    page = report.open()
    expect(page.get_by_text("LanguageTool could not be started.")).to_be_visible()
    page.get_by_text("1 input could not be assessed").click()
    expect(page.get_by_text("b.pdf is not text")).to_be_visible()


def test_an_old_browser_is_told(report: Report) -> None:
    report.write(sample())
    page = report.open(script="delete globalThis.DecompressionStream")
    expect(page.get_by_role("alert")).to_contain_text("too old")


def test_without_scripts_there_is_a_message(report: Report) -> None:
    report.write(sample())
    page = report.open(java_script_enabled=False)
    expect(page.get_by_text("scripts are switched off")).to_be_visible()


# Hostile and odd text


ATTACKS = (
    "</script><script>document.title = 'hacked'</script>",
    "<img src=x onerror=\"document.title = 'hacked'\">",
    "<!-- <script>",
    "{{ 7 * 7 }} ${7 * 7} javascript:alert(1)",
    "]]> & &amp; &lt; \\u003cb\\u003e '\"`",
)


@pytest.mark.parametrize("attack", ATTACKS)
def test_text_never_runs(report: Report, attack: str) -> None:
    text = f"Before {attack} after."
    evidence = Evidence(note=attack, quote=attack, source=attack)
    finding = found(
        text,
        attack,
        message=attack,
        suggestion=attack,
        evidence=(evidence,),
        rule=attack,
        name=attack,
    )
    page = report.show(assessment(attack, text, finding, notes=(attack,), skipped=(attack,)))
    assert page.title().startswith("mtqa: 1 document")
    assert page.locator("#article .text p").all_text_contents() == [text]
    assert marked(page, 1) == attack
    assert page.locator("blockquote").text_content() == attack
    assert page.locator("#article img, #card img, #article script").count() == 0


def test_right_to_left_text(report: Report) -> None:
    text = "قال الوزير إن الاجتماع انتهى.\nThe minister said so."
    page = report.show(assessment("ا\u202eب.txt", text, found(text, "الوزير")))
    directions = page.locator("#article .text p").evaluate_all(
        "all => all.map(each => getComputedStyle(each).direction)"
    )
    assert directions == ["rtl", "ltr"]
    assert marked(page, 1) == "الوزير"


def test_spaces_in_a_row_are_kept(report: Report) -> None:
    page = report.show(plain("a.txt", "Two  spaces\tand a tab."))
    assert page.locator("#article .text p").inner_text() == "Two  spaces\tand a tab."


@pytest.mark.parametrize("width", [390, 800, 1440])
def test_very_long_words_do_not_widen_the_page(report: Report, width: int) -> None:
    text = "x" * 5_000 + " " + "😀" * 2_000
    finding = found(text, "x" * 5_000, message="y" * 500, suggestion="z" * 5_000)
    page = report.show(
        assessment("n" * 300 + ".txt", text, finding), viewport={"width": width, "height": 800}
    )
    wide = "[...document.querySelectorAll('html, #article, #body, #queue')]"
    too_wide = f"{wide}.filter(each => each.scrollWidth > each.clientWidth).map(each => each.id)"
    assert page.evaluate(too_wide) == []


# Size and time


def many(documents: int, findings: int) -> list[Assessment]:
    words = ["minister", "said", "on", "Monday", "that", "the", "talks", "would", "go", "on", ". ."]
    draw = random.Random(5)
    made = []
    for number in range(documents):
        text = " ".join(draw.choices(words, k=600))
        starts = [draw.randrange(len(text) - 30) for _ in range(findings)]
        spans = [found(text, text[start : start + 25]) for start in starts]
        made.append(assessment(f"{number}.txt", text, *spans, risk=round(draw.random(), 3)))
    return made


def seconds(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def test_500_documents_open_at_once(report: Report) -> None:
    report.write(*many(500, 15))
    page = report.open("#none")

    def reload() -> None:
        page.reload()
        page.wait_for_selector("html[data-ready]")

    assert seconds(reload) < 2.0
    expect(page.locator("#queue li")).to_have_count(200)
    page.get_by_role("button", name="Show more").click()
    assert page.locator("#queue li").count() == 400


def test_a_document_of_a_megabyte(report: Report) -> None:
    line = "The minister said 🚀 on Monday that the talks would go on in the capital.\n"
    text = line * 14_000
    starts = range(0, len(text), 700)
    findings = [
        found(text, "talks").model_copy(
            update={"start": at, "end": at + 20, "quote": text[at : at + 20]}
        )
        for at in starts
    ]
    report.write(assessment("a.txt", text, *findings))
    page = report.open("#none")

    def reload() -> None:
        page.reload()
        page.wait_for_selector("html[data-ready]")

    assert seconds(reload) < 10.0
    assert marked(page, len(findings)) == findings[-1].quote.replace("\n", "")
    assert seconds(lambda: page.keyboard.press("j")) < 2.0


# Looks


THEMES = ("light", "dark")

CONTRAST = """() => {
  const context = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const paint = (...colours) => {
    context.clearRect(0, 0, 1, 1);
    for (const colour of colours) {
      context.fillStyle = colour;
      context.fillRect(0, 0, 1, 1);
    }
    return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const luminance = (rgb) => rgb
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const grounds = (element) =>
    element ? [...grounds(element.parentElement), getComputedStyle(element).backgroundColor] : [];
  const poor = [];
  for (const element of document.body.querySelectorAll('*')) {
    const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!words || !element.checkVisibility()) continue;
    const back = grounds(element);
    const [front, behind] = [paint(...back, getComputedStyle(element).color), paint(...back)];
    const [dark, light] = [luminance(front), luminance(behind)].sort((a, b) => a - b);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) poor.push(`${element.outerHTML.slice(0, 80)}: ${ratio}`);
  }
  return poor;
}"""


@pytest.mark.parametrize("theme", THEMES)
def test_contrast(report: Report, theme: str) -> None:
    header = ReportHeader("1", "s", "now", notes=("A note.",), corpus=(("BLEU", "30"),))
    verdicts = [sample(f"{verdict}.txt", 0.5, verdict=verdict) for verdict in Verdict]
    report.write(*verdicts, header=header, problems=(Problem(name="b", message="is bad"),))
    page = report.open("#d=fix.txt&f=4", color_scheme=theme)
    page.wait_for_selector("html[data-ready]")
    page.get_by_text("About the rule").click()
    page.get_by_text("How this was measured").click()
    page.get_by_text("1 input could not be assessed").click()
    assert page.evaluate(CONTRAST) == []
    page.get_by_role("button", name="Help").click()
    assert page.evaluate(CONTRAST) == []


def ground(page: Page) -> str:
    return str(page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor"))


def test_the_theme_follows_the_system_until_it_is_switched(report: Report) -> None:
    page = report.show(sample(), color_scheme="dark")
    dark = ground(page)
    button = page.get_by_role("button", name="Theme")
    button.click()
    expect(button).to_have_text("Theme: light")
    light = ground(page)
    button.click()
    assert ground(page) == dark != light
    page.reload()
    expect(button).to_have_text("Theme: dark")


def test_controls_and_landmarks_have_names(report: Report) -> None:
    page = report.show(sample())
    controls = page.locator("button:visible, input:visible, select:visible, a:visible")
    for control in controls.all():
        assert control.aria_snapshot().count('"') >= 2, control.evaluate("each => each.outerHTML")
    for role, name in (
        ("navigation", "Documents, riskiest first"),
        ("search", "Filters"),
        ("complementary", "Finding 1 of 7"),
        ("region", "Article"),
        ("main", None),
        ("banner", None),
    ):
        landmark = page.get_by_role(role, name=name) if name else page.get_by_role(role)  # type: ignore[arg-type]
        expect(landmark.first).to_be_visible()


@pytest.mark.parametrize("width", [390, 800])
def test_narrow_windows(report: Report, width: int) -> None:
    page = report.show(sample(), sample("b.txt", 0.8), viewport={"width": width, "height": 800})
    expect(page.locator("#queue")).to_be_hidden()
    expect(page.locator("#card")).to_be_in_viewport()
    page.get_by_role("button", name="Documents").click()
    page.locator("#queue a").nth(1).click()
    expect(page.locator("#article h2")).to_have_text("b.txt")
    expect(page.locator("#queue")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    expect(page.get_by_role("searchbox")).to_be_visible()


def test_motion_is_spared_where_the_reader_asked_for_it(report: Report) -> None:
    page = report.show(sample())
    page.get_by_role("button", name="Next finding").click()
    assert page.locator("mark.current").first.evaluate("mark => mark.getAnimations().length") == 0


# Paper


def test_print_holds_every_article_of_the_filter_with_numbered_notes(report: Report) -> None:
    header = ReportHeader("1", "s", "now", notes=("LanguageTool could not be started.",))
    report.write(sample(), plain("c.txt"), sample("b.txt", 0.5), header=header)
    page = report.open()
    page.wait_for_selector("html[data-ready]")
    page.get_by_role("button", name="2 fix").click()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    paper = page.locator("#paper")
    expect(paper.locator("article h2")).to_have_text(["a.txt", "b.txt"])
    expect(paper.locator("article").first.locator(".notes li")).to_have_count(len(FINDINGS))
    expect(paper.get_by_text("LanguageTool could not be started.")).to_be_visible()
    expect(page.locator("#queue")).to_be_hidden()
    number = "mark => getComputedStyle(mark, '::after').content"
    last = paper.locator('mark[data-finding="4"][data-last]').first
    assert last.evaluate(number) == '"[4]"'
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert paper.locator("article").count() == 0


def test_a_pdf_can_be_made(report: Report) -> None:
    page = report.show(*(sample(f"{number}.txt", 0.5) for number in range(3)))
    assert page.pdf().count(b"/Type /Page\n") >= 3
