/** Where text is cut so that marks may overlap: pure functions over offsets. */

/** Returns a function from offsets in code points to offsets in UTF-16 units of `text`. */
function unitOffsets(text) {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const units = [];
  for (let unit = 0; unit < text.length; unit += text.codePointAt(unit) > 0xffff ? 2 : 1) {
    units.push(unit);
  }
  units.push(text.length);
  return (offset) => units[Math.min(offset, units.length - 1)];
}

/**
 * Returns the paragraphs of `text` as ranges, and whether lines were wrapped by hand.
 *
 * A line end is a paragraph's end, unless so many of them fall inside
 * sentences that the text must be hard-wrapped; then only blank lines count.
 */
function paragraphsOf(text, segments) {
  const lineEnds = text.split("\n").length - 1;
  const inside = segments.reduce(
    (sum, { start, end }) => sum + text.slice(start, end).trim().split("\n").length - 1,
    0,
  );
  const wrapped = inside > 0 && inside * 3 >= lineEnds;
  const paragraphs = [];
  let start = 0;
  for (const match of text.matchAll(wrapped ? /\n[^\S\n]*\n|$/g : /\n|$/g)) {
    if (text.slice(start, match.index).trim()) paragraphs.push({ start, end: match.index });
    start = match.index + match[0].length;
  }
  return { wrapped, paragraphs };
}

const MOST_AT_ONCE = 5_000; // characters: browsers need ages to lay out a line of a megabyte

/** Returns the paragraphs with the longest ones cut, between words where there are any. */
function shortened(text, paragraphs) {
  return paragraphs.flatMap(({ start, end }) => {
    const parts = [];
    let at = start;
    while (end - at > MOST_AT_ONCE) {
      const space = text.lastIndexOf(" ", at + MOST_AT_ONCE);
      let cutAt = space > at + MOST_AT_ONCE / 2 ? space + 1 : at + MOST_AT_ONCE;
      if (/[\udc00-\udfff]/.test(text[cutAt])) cutAt += 1;
      parts.push({ start: at, end: cutAt, goesOn: true });
      at = cutAt;
    }
    return [...parts, { start: at, end, goesOn: false }];
  });
}

/**
 * Returns the span widened so that it covers at least one character of `text`.
 *
 * A finding may point between two characters, where something is missing.
 */
function visibleSpan({ start, end }, text) {
  if (end > start) return { start, end };
  const from = Math.max(0, Math.min(start, text.length - 1));
  return { start: from, end: from + 1 };
}

/**
 * Returns the text between 0 and `length` cut at every border of `spans`.
 *
 * Each piece carries the spans that cover it, the longest first. Spans are
 * objects with `start` and `end`; pieces come in order and leave no gap.
 */
function cut(length, spans) {
  const borders = [...new Set([0, length, ...spans.flatMap(({ start, end }) => [start, end])])];
  borders.sort((a, b) => a - b);
  const waiting = [...spans].sort((a, b) => a.start - b.start);
  const pieces = [];
  let covering = [];
  let next = 0;
  for (let index = 0; index + 1 < borders.length; index += 1) {
    const [start, end] = [borders[index], borders[index + 1]];
    covering = covering.filter((span) => span.end > start);
    while (next < waiting.length && waiting[next].start <= start) covering.push(waiting[next++]);
    covering.sort((a, b) => b.end - b.start - (a.end - a.start));
    pieces.push({ start, end, spans: [...covering] });
  }
  return pieces;
}

/**
 * Returns how far below the line each span is underlined, as a Map from span to 0, 1, 2 …
 *
 * Spans that share text get different levels, so that both underlines show.
 */
function underlineLevels(spans) {
  const levels = new Map();
  let open = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || b.end - a.end)) {
    open = open.filter((other) => other.end > span.start);
    const taken = new Set(open.map((other) => levels.get(other)));
    let level = 0;
    while (taken.has(level)) level += 1;
    levels.set(span, level);
    open.push(span);
  }
  return levels;
}
