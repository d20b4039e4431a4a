/** The card of the chosen finding: why, on what evidence, what instead, and its neighbours. */

const NEIGHBOURS = 30;
const SIGNS = { open: "○", stale: "◐", accepted: "●", dismissed: "✕" };
const SURE = "How likely it is that an editor agrees, 0–1";

function quoted(text) {
  return el("q", {}, el("bdi", {}, text));
}

function part(title, className, ...content) {
  return el("section", { class: className }, el("h4", {}, title), ...content);
}

function suggestionOf({ quote, suggestion }) {
  if (suggestion === null) return null;
  const tags = { same: "span", del: "del", ins: "ins" };
  const diff = changes(quote, suggestion).map(({ kind, text }) => el(tags[kind], {}, text));
  const line = el("p", { dir: "auto", class: "diff" }, ...diff);
  const instead = el("p", { dir: "auto", class: "instead" }, suggestion || "leave it out");
  const button = el("button", { type: "button", class: "quiet", click: copySuggestion }, "Copy");
  button.setAttribute("aria-keyshortcuts", "c");
  return part("Suggestion", "suggestion", line, el("div", { class: "row" }, instead, button));
}

function evidenceOf(finding, jump) {
  if (!finding.evidence.length) return null;
  const items = finding.evidence.map((each, index) =>
    evidenceItem(each, () => jump(`${finding.number}-${index}`)),
  );
  return part("Evidence", "evidence", el("ul", {}, ...items));
}

function evidenceItem({ note, quote, start, source }, show) {
  const words = quote ? quoted(quote) : null;
  const properties = { type: "button", class: "place", title: "Show this place", click: show };
  const place = words && start !== null ? el("button", properties, words) : words;
  const fact = source ? el("cite", {}, source) : null;
  return el("li", {}, note, " ", place, " ", fact);
}

/** Returns the reference of the sentence, so that both can be compared; `null` without one. */
function referenceOf({ reference_lines: lines }, { segment }) {
  if (!lines?.[segment]) return null;
  return part("Reference", "reference", el("p", { dir: "auto" }, lines[segment]));
}

function details(finding, segment) {
  const sentence = segment && sentenceTitle(segment)?.replace("This sentence: ", "");
  const rows = [
    ["Confidence", level(finding.confidence, SURE)],
    ["MQM", finding.mqm],
    ["Found by", finding.engine],
    ["Sentence", sentence ?? "–"],
  ];
  const reviewed = byId(`rule-${finding.rule.split(":")[0]}`)?.dataset.reviewed;
  if (reviewed) rows.push(["So far", reviewed]);
  const cells = rows.flatMap(([label, value]) => [el("dt", {}, label), el("dd", {}, value)]);
  return el("dl", { class: "details" }, ...cells);
}

/** Returns what the rule's own page says, folded; `null` where the report has no such page. */
function rulePage({ rule, name }) {
  const template = byId(`rule-${rule.split(":")[0]}`);
  if (!template) return null;
  const title = el("summary", {}, `About the rule ${name}`);
  const page = el("details", { class: "rule-page" }, title, template.content.cloneNode(true));
  page.open = remembered.get("rule-page") === "open";
  page.addEventListener("toggle", () => {
    remembered.set("rule-page", page.open ? "open" : "closed");
  });
  return page;
}

/** Returns the findings around the chosen one as a list of links. */
function neighbours(row, findings, current) {
  const at = findings.indexOf(current);
  const first = Math.max(0, Math.min(at - 3, findings.length - NEIGHBOURS));
  const near = findings.slice(first, first + NEIGHBOURS);
  const some = near.length < findings.length;
  const title = some ? `Around this one (${findings.length} in all)` : "In this article";
  const list = el("ol", {}, ...near.map((finding) => neighbour(row, finding, current)));
  const label = { class: "neighbours", "aria-label": "Findings of this article" };
  return el("nav", label, el("h3", {}, title), list);
}

function neighbour(row, finding, current) {
  const link = el(
    "a",
    { href: address(row, finding), "aria-current": finding === current ? "true" : null },
    el("span", { class: "tick", title: STATE_LABELS[finding.known.state] }, SIGNS[finding.known.state]),
    severityLabel(finding.severity),
    ` ${finding.name} `,
    el("span", { class: "excerpt" }, el("bdi", {}, finding.quote)),
  );
  return el("li", {}, link);
}

/** Returns what was decided about a finding; `null` while it is open. */
function stateOf({ known }) {
  if (known.state === "open") return null;
  const why = REASONS[known.reason] ?? known.reason;
  const by = known.by ? `by ${known.by}` : "";
  const text = [STATE_LABELS[known.state], by, why && `(${why.toLowerCase()})`].filter(Boolean);
  return el("p", { class: `state ${known.state}` }, text.join(" "));
}

/** Returns the buttons that decide about a finding. */
function decisionsOf({ known }) {
  const button = (label, key, click, properties = {}) =>
    el(
      "button",
      { type: "button", click, "aria-keyshortcuts": key, title: `${label} (${key})`, ...properties },
      label,
      el("kbd", { "aria-hidden": "true" }, key),
    );
  const same = decided.places?.get(known.key).length ?? 1;
  const pressed = (state) => ({ "aria-pressed": String(known.state === state) });
  return [
    button("Accept", "a", () => decide("accept"), pressed("accepted")),
    button("Dismiss", "d", () => decide("dismiss", "false-alarm"), pressed("dismissed")),
    button("Dismiss because …", "D", askReason),
    button(same > 1 ? `The same ${same} ×` : "The same everywhere", "e", previewSame),
  ];
}

/** Returns the card of `finding`; `jump` is called with the place of a piece of evidence. */
function findingCard({ row, article, findings, finding, jump }) {
  const link = el("a", { href: address(row, finding) }, "Link to this finding");
  return [
    el(
      "p",
      { class: "heading" },
      severityLabel(finding.severity),
      el("strong", {}, finding.name),
      el("span", { class: "id" }, finding.rule),
    ),
    stateOf(finding),
    el("blockquote", { dir: "auto" }, finding.quote),
    el("p", { class: "message" }, finding.message),
    suggestionOf(finding),
    evidenceOf(finding, jump),
    referenceOf(article, finding),
    details(finding, article.segments[finding.segment]),
    rulePage(finding),
    el("p", { class: "aside" }, link),
    neighbours(row, findings, finding),
  ].filter(Boolean);
}

/** Returns what the card says when no finding is chosen; `hidden` did not pass the filters. */
function emptyCard(article, hidden) {
  if (!article) return [];
  let text = "No rule found anything here. That is a good sign, though no promise.";
  if (article.verdict === "cannot-judge") {
    text = "This text could not be judged. The article’s head says why.";
  }
  if (hidden) text = `${counted(hidden, "finding")} of this article: none passes the filters.`;
  if (hidden && article.findings.every(({ known }) => known.state === "dismissed")) {
    text = `All findings of this article (${hidden}) were dismissed.`;
  }
  return [el("p", { class: "kind" }, text)];
}
