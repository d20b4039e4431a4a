"""Dates and amounts that can't be."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from benchmarks.injection.edits import Edit, Kind, marked, replaced, sentences
from benchmarks.injection.frames import Values, fill, fillers
from mtqa.annotate.annotated import Annotated

_MONTHS = "|".join(calendar.month_name[1:])
_SHORT = {"January": "Jan", "February": "Feb", "March": "Mar", "April": "Apr", "August": "Aug",
          "September": "Sept", "October": "Oct", "November": "Nov", "December": "Dec"}  # fmt: skip
_SPELT = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
)
_DAY = re.compile(rf"(?:\b[Oo]n )?\b({_MONTHS}) (\d\d?)\b(?:, ((?:19|20)\d\d)\b)?")
_BRITISH = re.compile(rf"\b(\d\d?) ({_MONTHS})(?: ((?:19|20)\d\d))?\b")


def ordinal(number: int) -> str:
    """Return "21st" for 21."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def _days(article: Annotated) -> Iterator[tuple[int, int, str, int, str]]:
    """Yield range, month, day and year (perhaps empty) of the dates in the text."""
    for match in _DAY.finditer(article.text):
        yield match.start(1), match.end(), match[1], int(match[2]), match[3] or ""
    for match in _BRITISH.finditer(article.text):
        yield *match.span(), match[2], int(match[1]), match[3] or ""


def torn_date(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a sentence that begins with a date torn behind the abbreviated month."""
    for match in re.finditer(rf",? on ({_MONTHS}) (\d\d?)(?=[.,;]? )", article.text):
        start = max((s for s, e in sentences(article) if s <= match.start() < e), default=None)
        if start is None or match[1] not in _SHORT or match.start() - start > 200:
            continue
        opener = rng.choice(("On the", "The", "On the"))
        clause = article.text[start : match.start()]
        text = f"[[{_SHORT[match[1]]}. {opener} {ordinal(int(match[2]))}]], {clause}"
        yield marked(start, match.end(), text)


def impossible_date(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a date with a day that its month doesn't have."""
    for start, end, month, _, year in _days(article):
        day = _too_late(month, rng)
        short = _SHORT.get(month)
        name = f"{short}." if short and rng.random() < 0.3 else month
        written = rng.choice((f"{name} {day}", f"{name} {ordinal(day)}", f"{day} {name}"))
        yield replaced(start, end, f"{written}{', ' + year if year else ''}")


def _too_late(month: str, rng: Random) -> int:
    last = calendar.monthrange(2019, list(calendar.month_name).index(month))[1]
    return rng.randint(last + 1 + (month == "February"), 34)


def wrong_weekday(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a date with its year and the name of another day of the week."""
    for start, end, month, day, year in _days(article):
        if year:
            right = date(int(year), list(calendar.month_name).index(month), day)
            wrong = calendar.day_name[(right.weekday() + rng.randint(1, 6)) % 7]
            yield replaced(start, end, f"{wrong}, {month} {day}, {year}")


def ordinal_stop(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a date or century with the ordinal's full stop of other languages."""
    for start, end, month, day, year in _days(article):
        yield replaced(start, end, f"{day}. {month}{' ' + year if year else ''}")
    for match in re.finditer(r"\b(\d\d)th[ -]century", article.text):
        yield replaced(*match.span(), f"{match[1]}. century")


def date_comma(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a comma between a date and the noun that it stands before."""
    pattern = rf"\b[Tt]he (?:{_MONTHS}|Jan\.|Feb\.|Nov\.|Dec\.) \d\d?(?= [a-z]+)"
    for match in re.finditer(pattern, article.text):
        yield replaced(*match.span(), f"{match[0]},")


def swapped(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a rise or fall "from … to …" with the amounts exchanged."""
    amount = r"(?:[$£€]|about )?\d[\d,.]*\d?(?: ?%| percent| per cent| million| billion)?"
    moves = r"(?:rise|rose|grew|up|increas\w+|jump\w+|fell|drop\w*|declin\w+|down|fall\w*)"
    pattern = rf"{moves}[^.\n]{{0,30}}? from ({amount})[^.\d]{{0,20}}? to ({amount})"
    for match in re.finditer(pattern, article.text):
        start = match.start()
        one, other = match.span(1), match.span(2)
        if match[1] != match[2]:
            text = article.text[start : one[0]] + match[2] + article.text[one[1] : other[0]]
            yield replaced(start, match.end(), text + match[1])


def odd_magnitude(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a magnitude that English doesn't combine or puts into the plural."""
    for match in re.finditer(r"\b(\d[\d.,]*) (million|billion|thousand)\b", article.text):
        words = {
            "million": ("hundred ten thousand", "ten thousand", "thousands of ten", "millions"),
            "billion": ("hundred million", "thousand million", "ten hundred million", "billions"),
            "thousand": ("ten thousand", "thousands", "hundred thousand"),
        }[match[2]]
        yield replaced(*match.span(), f"{match[1]} {rng.choice(words)}")


def redundant(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield an amount of which a part is said twice."""
    for match in re.finditer(r"\$[\d.,]+ (?:million|billion)\b", article.text):
        yield replaced(*match.span(), f"{match[0]} {rng.choice(('dollars', 'US dollars'))}")
    for match in re.finditer(r"\b(about|approximately|nearly|almost|around) (?=\d)", article.text):
        # "around about" is what people say
        hedges = [h for h in ("around", "approximately", "roughly", "nearly") if h != match[1]]
        yield replaced(match.start(), match.end() - 1, f"{match[1]} {rng.choice(hedges)}")
    for match in re.finditer(r"\b\d\d? ?(a\.m\.|p\.m\.)", article.text):
        when = (
            "in the morning" if match[1] == "a.m." else rng.choice(("in the evening", "at night"))
        )
        yield replaced(*match.span(), f"{match[0]} {when}")
    for match in re.finditer(r"\bat the age of \d+\b", article.text):
        yield replaced(*match.span(), f"{match[0]} years old")


def foreign_notation(article: Annotated, _rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a number with a decimal comma or with spaces between the thousands."""
    for match in re.finditer(r"\b(\d+)\.(\d) (?=percent|per cent|million|billion)", article.text):
        yield marked(*match.span(), f"[[{match[1]},{match[2]}]] ")
    for match in re.finditer(r"(?<![\d$£€,])(\d{2,3}),(\d{3})(?![\d,])", article.text):
        yield replaced(*match.span(), f"{match[1]} {match[2]}")


def impossible_part(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield a part that is larger than its whole."""
    for match in re.finditer(r"\b(\d+) (of|out of) (the )?(\d+)\b(?!,\d)", article.text):
        if int(match[1]) < int(match[4]):
            yield replaced(*match.span(), f"{match[4]} {match[2]} {match[3] or ''}{match[1]}")
    for match in re.finditer(
        r"\b\d\d(?= (?:percent|per cent) of (?:people|voters|adults|those|all voters))",
        article.text,
    ):
        yield replaced(*match.span(), str(rng.randint(102, 380)))


def headline_count(article: Annotated, rng: Random, part: str) -> Iterator[Edit]:
    """Yield a headline of dead, hurt or arrested people above a lead with another number."""
    counts = [n for n in range(2, 80) if not _stands_in(article.text, n)]
    for both in fillers("headline_and_lead", part):
        head, lead = rng.sample(counts, 2)
        digits = {"head_digits": str(head), "lead_digits": str(lead)}
        words = {"head_word": _spelt(head).capitalize(), "lead_word": _spelt(lead)}
        filled = fill(both, rng, part, {**digits, **words})
        yield marked(0, 0, filled.replace(" / ", "\n") + "\n")


def changed_count(article: Annotated, rng: Random, _part: str) -> Iterator[Edit]:
    """Yield the second place where the article gives one number of one thing, with another one."""
    seen: set[tuple[str, float]] = set()
    lines = [range(*span) for span in sentences(article)]
    for match in re.finditer(
        r"\b([Tt]he |[Aa]ll )?(\d\d+|\d,\d{3}) ([a-z]+s|people)\b", article.text
    ):
        thing = (match[3], float(match[2].replace(",", "")))
        if thing in seen and match[1] and any(match.start() in line for line in lines):
            yield replaced(*match.span(2), f"{_another(int(thing[1]), rng):,}")
        seen.add(thing)


def _another(count: int, rng: Random) -> int:
    """Return a number of things that nobody takes for ``count`` rounded."""
    swapped = int(str(count)[::-1])
    others = [count * 10, count * 2, count + max(3, count // 3)]
    return rng.choice(others + ([swapped] if swapped > count else []))


def _two_counts(rng: Random, part: str) -> Values:
    """Return a number twice with two results, and a person with two ages."""
    count, age = rng.randint(4, 95), rng.randint(19, 45)
    given, surname = rng.choice(fillers("given", part)), rng.choice(fillers("surname", part))
    return {
        "count": _spelt(count),
        "count_capital": _spelt(count).capitalize(),
        "other_count": _spelt(_another(count, rng)),
        "much_more": str(count + rng.randint(5, 80)),
        "age": str(age),
        "other_age": str(age + rng.choice((-7, 6, 9, 18, 27, 36))),
        "person_full": f"{given} {surname}",
        "person_last": surname,
    }


def _stands_in(text: str, number: int) -> bool:
    return re.search(rf"\b(?:{number}|{_spelt(number)})\b", text, re.IGNORECASE) is not None


def _spelt(number: int) -> str:
    """Return a number under 18 in words, a larger one in digits."""
    return _SPELT[number] if number < len(_SPELT) else str(number)


def _date_values(rng: Random, _part: str) -> Values:
    right = date(1990, 1, 1) + timedelta(days=rng.randrange(12_000))
    wrong = calendar.day_name[(right.weekday() + rng.randint(1, 6)) % 7]
    month = rng.choice(["February", "April", "June", "September", "November", "January", "March"])
    late, short = _too_late(month, rng), _SHORT.get(month)
    name = calendar.month_name[right.month]
    return {
        "wrong_weekday": wrong,
        "date": f"{name} {right.day}, {right.year}",
        "date_british": f"{right.day} {name} {right.year}",
        "month_short": f"{short}." if short and rng.random() < 0.4 else month,
        "too_late": str(late),
        "too_late_th": ordinal(late),
        "year": str(right.year),
        "ordinal": ordinal(rng.randint(1, 28)),
        "day": str(rng.randint(2, 28)),
        "century": str(rng.randint(13, 19)),
        "small": str(rng.randint(2, 90)),
        "bad_hour": str(rng.randint(25, 39)),
        "bad_minute": str(rng.randint(60, 99)),
        "minute": rng.choice(("15", "30", "45")),
    }


def _ages(rng: Random, _part: str) -> Values:
    born = rng.randint(1840, 1930)
    died = born + rng.randint(30, 80)
    return {
        "born": str(born),
        "died": str(died),
        "wrong_age": str(died - born + rng.choice((-20, -10, 10, 15))),
        "too_old": str(rng.randint(130, 900)),
    }


def _births(rng: Random, _part: str) -> Values:
    born = rng.randint(1970, 2005)
    then = born + rng.randint(12, 30)
    return {
        "born_late": str(born),
        "too_old_yet": str(2030 - born + rng.randint(1, 20)),
        "year_then": str(then),
        "age_then": str(then - born + rng.choice((-9, -5, 7, 11, 20))),
    }


def _conversions(rng: Random, _part: str) -> Values:
    """Return measures, each with another one that is not the same: too small, too large, copied."""

    def off(right: float) -> str:
        return f"{max(1, round(right * rng.choice((0.1, 0.4, 0.5, 1.8, 2.5, 10)))):,}"

    length, mass, area = rng.randint(12, 400), rng.randint(40, 600), rng.randint(30, 900) * 10
    celsius, small = rng.randint(15, 40), rng.randint(2, 9)
    return {
        "metric": f"{length} {rng.choice(('km', 'kilometres', 'kilometers'))}",
        "wrong_imperial": f"{off(length / 1.609)} miles",
        "metric_small": f"{small} {rng.choice(('m', 'metres', 'meters'))}",
        "wrong_feet": f"{off(small * 3.28)} {rng.choice(('feet', 'ft'))}",
        "celsius": str(celsius),
        "wrong_fahrenheit": str(rng.choice((celsius, celsius + 10, celsius * 5))),
        "kilograms": f"{mass} {rng.choice(('kg', 'kilograms'))}",
        "wrong_pounds": f"{off(mass * 2.2)} pounds",
        "hectares": f"{area:,} hectares",
        "wrong_acres": f"{rng.choice((f'{area:,}', off(area * 2.47)))} acres",
    }


def _two_dates(rng: Random, part: str) -> Values:
    """Return somebody, and two weekdays, days and years that differ."""
    given, surname = rng.choice(fillers("given", part)), rng.choice(fillers("surname", part))
    weekday, other = rng.sample(fillers("weekday", part), 2)
    month, day, year = (
        rng.choice(fillers("month", part)),
        rng.randint(2, 14),
        rng.randint(1890, 2005),
    )
    return {
        "person_before": f"{given} {surname}",
        "surname_again": surname,
        "weekday": weekday,
        "other_weekday": other,
        "day_before": f"{month} {day}",
        "day_after": f"{month} {day + rng.randint(1, 14)}",
        "year_before": str(year),
        "year_after": str(year + rng.choice((-10, -1, 1, 3, 10))),
    }


def _amounts(rng: Random, _part: str) -> Values:
    whole = rng.choice(
        (rng.randint(20, 99) * 10, rng.randint(12, 99) * 100, rng.randint(11, 80) * 1000)
    )
    percent, small = rng.choice((10, 15, 20, 25, 30, 40, 60)), rng.randint(4, 40)
    few = rng.randint(3, 90)
    low = rng.randint(20, 500) / 10
    return {
        "whole": f"{whole:,}",
        "no_half": f"{int(whole * rng.choice((0.05, 0.1, 0.2, 0.75, 0.9))):,}",
        "no_double": f"{int(whole * rng.choice((1.2, 1.4, 5, 10))):,}",
        "not_even": f"{int(whole * rng.uniform(1.1, 1.7)):,}",
        "small": str(small),
        "no_triple": str(int(small * rng.choice((1.25, 8, 12)))),
        "percent": str(percent),
        "no_percent": f"{int(whole * (1 + percent / 100) * rng.choice((1.5, 2, 10))):,}",
        "fallen_wrong": f"{int(whole * (1 - percent / 100) * rng.choice((0.3, 0.5, 0.1))):,}",
        "fewer": f"{whole:,}",
        "more": f"{int(whole * rng.uniform(1.2, 4)):,}",
        "low_rate": f"{low:.1f}",
        "high_rate": f"{low * rng.uniform(1.1, 1.9):.1f}",
        "year": str(rng.randint(1995, 2021)),
        "fewer_people": str(few),
        "more_people": str(few + rng.randint(2, 60)),
        "over_hundred": str(rng.randint(104, 250)),
        "age": str(rng.randint(55, 99)),
        "digit": str(rng.randint(1, 9)),
        "digit2": f"{rng.randint(1, 99):02}",
        "three_digits": f"{rng.randint(0, 999):03}",
        "hour": str(rng.randint(10, 22)),
        "hundreds": str(rng.randint(2, 9) * 100),
        "small_ten": str(rng.randint(2, 9) * 10),
        "bad_ordinal": rng.choice(("21th", "22th", "31th", "3th", "11st", "32th", "43th", "12nd")),
        "minute": rng.choice(("00", "15", "30", "45")),
    }  # fmt: skip


KINDS = (
    Kind("split-date", ("NUM01",), torn_date, _date_values),
    Kind("impossible-date", ("NUM07",), impossible_date, _date_values),
    Kind("wrong-weekday", ("NUM07",), wrong_weekday, _date_values),
    Kind("ordinal-stop", ("NUM05",), ordinal_stop, _date_values),
    Kind("foreign-calendar", ("NUM10",)),
    Kind("impossible-age", ("NUM08",), values=_ages),
    Kind("date-comma", ("GRA05",), date_comma, _date_values),
    Kind("half-contradicted", ("NUM02",), values=_amounts),
    Kind("double-contradicted", ("NUM02",), values=_amounts),
    Kind("percentage-contradicted", ("NUM02",), values=_amounts),
    Kind("against-direction", ("NUM02",), swapped, _amounts),
    Kind("odd-magnitude", ("NUM04",), odd_magnitude, _amounts),
    Kind("redundant-amount", ("NUM03",), redundant, _amounts),
    Kind("impossible-part", ("NUM06",), impossible_part, _amounts),
    Kind("headline-count", ("NUM12",), headline_count),
    Kind("count-disagreement", ("NUM13",), changed_count, _two_counts),
    Kind("age-against-birth", ("NUM08",), values=_births),
    Kind("wrong-conversion", ("NUM16",), values=_conversions),
    Kind("age-disagreement", ("NUM14",), values=_two_counts),
    Kind("second-date", ("NUM15",), values=_two_dates),
    Kind("part-above-whole", ("NUM06",), values=_two_counts),
    Kind("foreign-notation", ("NUM05",), foreign_notation, _amounts),
)
