/** The article: its text with the findings marked in it. */

const LEAST_FLUENT = 75; // only sentences below it leave a trace in the margin

/** Returns what to show in place of characters that have no ink, else `null`. */
function inkless(text) {
  if (!/^[\s\p{Cf}\p{Cc}]+$/u.test(text)) return null;
  return [...text]
    .map((character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`)
    .join(" ");
}

/** Returns a piece of text in a mark for every finding that covers it, the shortest innermost. */
function markedPiece(text, spans, levels) {
  let node = document.createTextNode(text);
  const word = spans.find(({ kind }) => kind === "word");
  if (word) {
    const title = `a reader may stumble here: ${measured(word.score, 2)}`;
    node = el("span", { "data-doubt": doubtOf(word.score), title }, node);
  }
  const places = spans.filter(({ kind }) => kind === "place");
  if (places.length) {
    node = el("span", { "data-place": places.map(({ key }) => key).join(" ") }, node);
  }
  for (const mark of spans.filter(({ kind }) => kind === "mark").reverse()) {
    const { number, severity, known } = mark.finding;
    const level = Math.min(levels.get(mark), 3);
    const properties = {
      class: `${severity} level-${level}`,
      "data-finding": number,
      "data-inkless": mark.inkless ? inkless(text) : null,
      "data-state": known.state,
    };
    node = el("mark", properties, node);
  }
  return node;
}

/** Returns how dark a doubted word is tinted, 1 to 3. */
function doubtOf(score) {
  return score < 0.5 ? 1 : score < 0.75 ? 2 : 3;
}

/** Returns everything in an article that has a beginning and an end, for cutting. */
function spansOf({ text }, paragraphs, segments, findings) {
  const place = (number) => (each, index) => ({ ...each, key: `${number}-${index}` });
  return [
    ...paragraphs.map((paragraph) => ({ ...paragraph, kind: "paragraph" })),
    ...segments.map((segment) => ({ ...visibleSpan(segment, text), kind: "sentence", segment })),
    ...segments.flatMap(({ words }) => words.map((word) => ({ ...word, kind: "word" }))),
    ...findings.map((finding) => markOf(finding, text)),
    ...findings
      .flatMap((finding) => finding.evidence.map(place(finding.number)))
      .filter(({ start }) => start !== null)
      .map(({ key, ...range }) => ({ ...visibleSpan(range, text), kind: "place", key })),
  ];
}

/** Returns the mark of a finding; `inkless` says whether nothing of the whole of it can be seen. */
function markOf(finding, text) {
  const span = visibleSpan(finding, text);
  const unseen = inkless(text.slice(span.start, span.end)) !== null;
  return { ...span, kind: "mark", finding, inkless: unseen };
}

/** Returns the frame to write into: `current` while span and parent stay the same, or a new one. */
function entered(current, span, parent, make) {
  if (!span) return null;
  if (current?.span === span && current.parent === parent) return current;
  const element = make(span);
  parent.append(element);
  return { span, parent, element };
}

/** Returns an article's text as an element, with the `findings` marked. */
function articleText(article, findings) {
  const { wrapped, paragraphs: whole } = paragraphsOf(article.text, article.segments);
  const paragraphs = shortened(article.text, whole);
  const spans = spansOf(article, paragraphs, article.segments, findings);
  const levels = underlineLevels(spans.filter(({ kind }) => kind === "mark"));
  const long = paragraphs.length > 100;
  const text = el("div", { class: long ? "text long" : "text" });
  const open = (span) => {
    const keep = !wrapped && spaced(article.text, span);
    const classes = [keep && "spaced", span.goesOn && "goes-on"].filter(Boolean).join(" ");
    return el("p", { dir: "auto", class: classes || null, ...likelihoodOf(article, span) });
  };
  let paragraph = null;
  let sentence = null;
  for (const piece of cut(article.text.length, spans)) {
    const covering = (kind) => piece.spans.find((span) => span.kind === kind);
    paragraph = entered(paragraph, covering("paragraph"), text, open);
    if (!paragraph) continue;
    sentence = entered(sentence, covering("sentence"), paragraph.element, sentenceElement);
    const words = article.text.slice(piece.start, piece.end);
    (sentence ?? paragraph).element.append(markedPiece(words, piece.spans, levels));
  }
  nameMarks(text, article, findings);
  return text;
}

/** Returns what a paragraph shows of the chance that a machine wrote it. */
function likelihoodOf({ paragraphs }, { start, end }) {
  const found = paragraphs.find((each) => each.start < end && each.end > start);
  const likelihood = found?.mt_likelihood ?? null;
  if (likelihood === null || likelihood < 0.5) return {};
  const title = `This paragraph: MT likelihood ${measured(likelihood, 2)}`;
  return { "data-likelihood": likelihood < 0.7 ? 1 : likelihood < 0.9 ? 2 : 3, title };
}

/** Returns whether a paragraph holds spaces that would be lost if they were not kept. */
function spaced(text, { start, end }) {
  return /[^\S\n]{2}|\t|^[^\S\n]/.test(text.slice(start, end));
}

function sentenceElement({ segment }) {
  const { index, fluency } = segment;
  const low = fluency !== null && fluency < LEAST_FLUENT;
  const properties = { "data-segment": index, "data-low": low, title: sentenceTitle(segment) };
  return el("span", { ...properties, "data-tint": tintOf(fluency) });
}

/** Returns how dark a sentence is tinted, 1 to 5, or `null` where it reads well or was not measured. */
function tintOf(fluency) {
  if (fluency === null || fluency >= 95) return null;
  return 5 - Math.max(0, Math.min(4, Math.floor(fluency / 20)));
}

/** Returns what was measured of a sentence, or `null` where nothing was. */
function sentenceTitle({ fluency, parts: made, chrf, ter }) {
  const parts = [];
  if (fluency !== null) parts.push(`fluency ${measured(fluency)}`);
  if (made && made.grammar !== null) {
    const { grammar, word_choice: choice, flow } = made;
    parts.push(`grammar ${measured(grammar)}`, `words ${measured(choice)}`, `flow ${measured(flow)}`);
  }
  if (chrf !== null) parts.push(`chrF ${measured(chrf, 1)}`);
  if (ter !== null) parts.push(`TER ${measured(ter, 1)}`);
  return parts.length ? `This sentence: ${parts.join(", ")}` : null;
}

/** Makes the first mark of each finding a button, and numbers the last one for print, without gaps. */
function nameMarks(text, article, findings) {
  const last = new Map();
  for (const mark of text.querySelectorAll("mark")) {
    const { number, severity, name, quote } = article.findings[mark.dataset.finding - 1];
    if (!last.has(number)) {
      mark.setAttribute("role", "button");
      mark.setAttribute("tabindex", "-1");
      mark.setAttribute("aria-label", `${quote}: ${severity}, ${name}`);
    }
    last.set(number, mark);
  }
  for (const [at, { number }] of findings.entries()) {
    if (last.has(number)) last.get(number).dataset.last = at + 1;
  }
}

/** Draws a bar beside each paragraph in which sentences that do not read well are darker. */
function addHeat(text, { segments }) {
  for (const paragraph of text.querySelectorAll("p:has([data-low])")) {
    const whole = paragraph.textContent.length;
    const bar = stretched({ class: "heat" }, `0 0 4 ${whole}`);
    let y = 0;
    for (const child of paragraph.childNodes) {
      const height = child.textContent.length;
      const low = child.dataset?.low !== undefined;
      if (low) bar.append(heatOf(segments[child.dataset.segment], y, height));
      y += height;
    }
    paragraph.append(bar);
  }
}

function heatOf(segment, y, height) {
  const opacity = 0.2 + (0.8 * (LEAST_FLUENT - segment.fluency)) / LEAST_FLUENT;
  return svg("rect", { y, width: 4, height, "fill-opacity": opacity.toFixed(2) });
}

/** Draws where in the article the `findings` lie, beside its scroll bar. */
function tickStrip(article, findings) {
  const strip = stretched({}, "0 0 10 1000");
  for (const { start, severity, number } of findings) {
    const y = (start / Math.max(1, article.text.length)) * 990;
    strip.append(svg("rect", { class: severity, y, width: 10, height: 4, "data-finding": number }));
  }
  return strip;
}

function fact(label, value, title = null) {
  return el("div", {}, el("dt", {}, label), el("dd", { title }, value));
}

function scoreFact(label, score, digits) {
  const { low = null, high = null } = score;
  const interval = low === null ? "" : ` (${measured(low, digits)}–${measured(high, digits)})`;
  const value = measured(score.value, digits) + interval;
  return fact(label, value, score.value === null ? "not measured" : score.signature);
}

function factsOf(article) {
  const facts = [
    scoreFact("Risk", article.risk, 2),
    scoreFact("Fluency", article.fluency, 0),
    scoreFact("MT likelihood", article.mt_likelihood, 2),
    fact("Words", article.words.toLocaleString("en")),
  ];
  if (typeof article.translated?.value === "number") {
    facts.splice(3, 0, scoreFact("Translated", article.translated, 2));
  }
  if (article.reference) {
    const { chrf, bleu, ter } = article.reference;
    facts.push(scoreFact("chrF", chrf, 1), scoreFact("BLEU", bleu, 1), scoreFact("TER", ter, 1));
  }
  return el("dl", { class: "facts" }, ...facts);
}

/** Returns the scores' signatures, so that a number never stands without how it was made. */
function signaturesOf(article) {
  const { risk, fluency, mt_likelihood: likelihood, reference } = article;
  const scores = { Risk: risk, Fluency: fluency, "MT likelihood": likelihood };
  if (reference) {
    Object.assign(scores, { chrF: reference.chrf, BLEU: reference.bleu, TER: reference.ter });
  }
  const entries = Object.entries(scores).flatMap(([label, { signature }]) => [
    el("dt", {}, label),
    el("dd", { class: "signature" }, signature || "–"),
  ]);
  return el("details", {}, el("summary", {}, "How this was measured"), el("dl", {}, ...entries));
}

/** Returns a list of remarks under a heading; `null` where there are none. */
function remarks(title, texts) {
  if (!texts.length) return null;
  const items = texts.map((text) => el("li", {}, text));
  return el("section", { class: "remarks" }, el("h3", {}, title), el("ul", {}, ...items));
}

/** Says that scores do not know yet what was dismissed since; `null` where they do. */
function countedAnew({ findings }) {
  const gone = (state) => state === "dismissed";
  if (findings.every(({ state, base }) => gone(state) === gone(base.state))) return null;
  const text = "Risk and fluency do not know these decisions yet: the next run counts them anew.";
  return el("p", { class: "aside" }, text);
}

/** Returns the head of an article: its name, verdict, numbers and what to know of them. */
function articleHead(row, article, leastFluent = null) {
  const counting = article.findings.filter(({ known }) => known.state !== "dismissed");
  const severities = counting.map(({ severity }) => severity);
  return el(
    "header",
    {},
    el("h2", {}, el("bdi", {}, row.name)),
    el(
      "p",
      { class: "summary" },
      verdictChip(row.verdict),
      row.editor ? el("span", {}, "editor: ", editorChip(row.editor)) : null,
      el("span", { class: "counts" }, ...severityCounts(severities)),
      leastFluent,
    ),
    row.note ? el("p", { class: "editors-note" }, el("bdi", {}, row.note)) : null,
    factsOf(article),
    countedAnew(row),
    remarks("Not measured", article.skipped),
    remarks("About this file", article.document.notes),
    signaturesOf(article),
  );
}

/** Returns the sentence with the lowest fluency, or `null` where none was measured. */
function leastFluentOf({ segments }) {
  const known = segments.filter(({ fluency }) => fluency !== null);
  if (!known.length) return null;
  return known.reduce((least, each) => (each.fluency < least.fluency ? each : least));
}
