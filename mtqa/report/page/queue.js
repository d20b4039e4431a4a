/** The queue of documents and the filters over it. */

const PAGE_OF_ROWS = 200;
const ROWS_AT_ONCE = 40; // the first ones; the rest of the page comes when there is time
const FLUENCY = "Fluency, 0–100, higher is better";
const BARS = 10;
const REVIEWED = { open: "to be reviewed", done: "reviewed", judged: "with a verdict", unjudged: "without a verdict" };

const filter = {
  search: null,
  verdicts: new Set(),
  severities: new Set(SEVERITIES),
  states: new Set(STATES.filter((state) => state !== "dismissed")),
  rule: "",
  confidence: 0,
  reviewed: "",
  risks: new Set(), // bars of the histogram
};

/** Returns whether a finding passes the filters but for its state. */
function passesButState({ rule, severity, confidence }) {
  return (
    filter.severities.has(severity) &&
    confidence >= filter.confidence &&
    (!filter.rule || rule === filter.rule || rule.startsWith(`${filter.rule}:`))
  );
}

/** Returns whether a finding of a row passes the filters. */
function passes(known) {
  return filter.states.has(known.state) && passesButState(known);
}

function passing({ known }) {
  return passes(known);
}

/** Returns whether the filters pick out findings, rather than documents alone. */
function chooses() {
  return (
    filter.severities.size < SEVERITIES.length ||
    filter.rule !== "" ||
    filter.confidence > 0 ||
    STATES.some((state) => state !== "dismissed" && !filter.states.has(state))
  );
}

function passingSeverities(row) {
  return row.findings.filter(passes).map(({ severity }) => severity);
}

function matchesSearch(row) {
  if (!filter.search || filter.search.test(row.name)) return true;
  const article = openedArticle(row);
  if (!article) return false;
  if (filter.search.test(article.text)) return true;
  return article.findings.some(({ rule, name, message, suggestion }) =>
    filter.search.test(`${rule} ${name} ${message} ${suggestion ?? ""}`),
  );
}

function matchesReview({ open, editor }) {
  const judged = Boolean(editor && !editor.expired);
  const answers = { "": true, open: open > 0, done: open === 0, judged, unjudged: !judged };
  return answers[filter.reviewed];
}

function barOf({ risk }) {
  return risk === null ? null : Math.min(BARS - 1, Math.floor(risk * BARS));
}

/** Returns whether a document passes all filters but the histogram's. */
function matchesButRisk(row) {
  if (filter.verdicts.size && !filter.verdicts.has(row.verdict)) return false;
  if (!matchesReview(row)) return false;
  if (chooses() && !row.findings.some(passes)) return false;
  return matchesSearch(row);
}

function matchesRisk(row) {
  return !filter.risks.size || filter.risks.has(barOf(row));
}

function address(row, finding) {
  const place = finding ? `&f=${finding.known.fp}` : "";
  return `#d=${encodeURIComponent(row.name)}${place}`;
}

function queueLink(row) {
  const done = row.findings.length - row.open;
  const whole = row.findings.length > 0 && !row.open;
  return el(
    "a",
    { href: address(row) },
    level(row.risk, "Risk, 0–1"),
    el("bdi", { class: "name" }, row.name),
    row.editor ? editorChip(row.editor) : verdictChip(row.verdict),
    el("span", { class: "counts" }, ...severityCounts(passingSeverities(row))),
    el(
      "span",
      { class: whole ? "number done" : "number", title: `${FLUENCY}; findings decided` },
      `fluency ${measured(row.fluency)}`,
      row.findings.length ? ` · ${whole ? "✓ " : ""}${done}/${row.findings.length}` : null,
    ),
  );
}

/** Returns the editor's verdict as a chip; an expired one says so. */
function editorChip({ verdict, by, expired }) {
  const chip = verdictChip(verdict);
  chip.classList.add("editor");
  chip.title = `Verdict of ${by || "an editor"}${expired ? ", before the text changed" : ""}`;
  if (expired) chip.append(" (expired)");
  return chip;
}

const queueLinks = new Map(); // from rows to their links

/** Shows `rows` in the queue, a few hundred at a time, and says what is not listed. */
function showQueue(rows, index) {
  const list = el("ol");
  const more = el("button", { type: "button", class: "more", click: () => addRows() }, "Show more");
  let shown = 0;
  queueLinks.clear();
  function addRows(count = PAGE_OF_ROWS) {
    const next = rows.slice(shown, shown + count);
    for (const row of next) queueLinks.set(row, queueLink(row));
    list.append(...next.map((row) => el("li", {}, queueLinks.get(row))));
    shown = Math.min(rows.length, shown + count);
    more.hidden = shown === rows.length;
    markRow(view.row);
  }
  const all = counted(index.total, "document");
  const part = `${rows.length.toLocaleString("en")} of ${all}`;
  const heading = el("h2", {}, rows.length === index.rows.length ? all : part);
  byId("documents").replaceChildren(heading, list, more, ...notListed(index));
  showQueue.reach = (row) => {
    const at = rows.indexOf(row);
    while (shown <= at) addRows();
  };
  addRows(ROWS_AT_ONCE);
  setTimeout(() => {
    if (list.isConnected && shown === ROWS_AT_ONCE) addRows(PAGE_OF_ROWS - ROWS_AT_ONCE);
  });
}

/** Draws the row anew, after a decision. */
function refreshRow(row) {
  const link = queueLinks.get(row);
  if (!link) return;
  const fresh = queueLink(row);
  link.replaceChildren(...fresh.childNodes);
}

function notListed(index) {
  const rest = index.total - index.rows.length;
  if (!rest) return [];
  const text = `${counted(rest, "more document")} of lower risk: see documents.csv.`;
  return [el("p", { class: "aside" }, text)];
}

/** Marks the row that is being read and brings it into view. */
function markRow(row) {
  byId("documents").querySelector("a[aria-current]")?.removeAttribute("aria-current");
  const link = queueLinks.get(row);
  link?.setAttribute("aria-current", "true");
  link?.scrollIntoView({ block: "nearest" });
}

/** Shows how the risks of `rows` are spread; each bar is a button that filters. */
function showHistogram(rows, changed) {
  const counts = new Array(BARS).fill(0);
  for (const row of rows) if (barOf(row) !== null) counts[barOf(row)] += 1;
  const most = Math.max(1, ...counts);
  const bars = counts.map((count, bar) => {
    const drawing = stretched({}, "0 0 1 100");
    const height = count ? Math.max(4, (count / most) * 100) : 0;
    drawing.append(svg("rect", { y: 100 - height, width: 1, height }));
    const [from, to] = [bar / BARS, (bar + 1) / BARS].map((value) => value.toFixed(1));
    const label = `Risk ${from} to ${to}: ${counted(count, "document")}`;
    const pressed = String(filter.risks.has(bar));
    const click = () => {
      if (!filter.risks.delete(bar)) filter.risks.add(bar);
      changed();
      byId("histogram").children[bar].focus();
    };
    const properties = { type: "button", title: label, "aria-label": label, "aria-pressed": pressed };
    return el("button", { ...properties, click }, drawing);
  });
  byId("histogram").replaceChildren(...bars);
}

function showVerdicts(index, changed) {
  const buttons = VERDICTS.map(({ id }) => {
    const button = el(
      "button",
      { type: "button", class: "count", "aria-pressed": "false", disabled: !index.verdicts[id] },
      el("strong", {}, (index.verdicts[id] ?? 0).toLocaleString("en")),
      " ",
      verdictChip(id),
    );
    button.addEventListener("click", () => {
      const pressed = !filter.verdicts.delete(id);
      if (pressed) filter.verdicts.add(id);
      button.setAttribute("aria-pressed", String(pressed));
      changed();
    });
    return button;
  });
  byId("verdicts").replaceChildren(el("span", { class: "aside" }, "says"), ...buttons);
}

/** Fills the list of rules: each one, and for an engine with many checks all of them as well. */
function showRules(index) {
  const counts = new Map();
  const add = (rule) => counts.set(rule, (counts.get(rule) ?? 0) + 1);
  for (const { findings } of index.rows) {
    for (const { rule } of findings) {
      add(rule);
      if (rule.includes(":")) add(rule.split(":")[0]);
    }
  }
  const label = (rule) => (rule.includes(":") ? `\u2003${rule}` : `${rule} ${nameOf(rule, index)}`);
  const options = [...counts.keys()].sort();
  byId("rule").replaceChildren(
    el("option", { value: "" }, "all"),
    ...options.map((rule) => el("option", { value: rule }, `${label(rule)} (${counts.get(rule)})`)),
  );
}

function nameOf(rule, index) {
  const known = index.rules[rule];
  return known ?? Object.entries(index.rules).find(([id]) => id.startsWith(`${rule}:`))[1];
}

/** Returns boxes that put their values into a set of the filter, and take them out. */
function boxes(values, chosen, label, changed) {
  return values.map((value) => {
    const box = el("input", { type: "checkbox", checked: chosen.has(value), value });
    box.addEventListener("change", () => {
      if (box.checked) chosen.add(value);
      else chosen.delete(value);
      changed();
    });
    return el("label", {}, box, label(value));
  });
}

function showBoxes(changed) {
  byId("severities").append(...boxes(SEVERITIES, filter.severities, severityLabel, changed));
  const label = (state) => el("span", { class: `state ${state}` }, STATE_LABELS[state]);
  byId("states").append(...boxes(STATES, filter.states, label, changed));
  const options = Object.entries(REVIEWED).map(([value, text]) => el("option", { value }, text));
  byId("reviewed").append(el("option", { value: "" }, "all"), ...options);
}

/** Returns a pattern that finds these words as they are, in any case; `null` for none. */
function patternOf(words) {
  return words ? new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "iu") : null;
}

/** Connects the filters to the function that shows what passes them. */
function connectFilters(index, changed) {
  showVerdicts(index, changed);
  showRules(index);
  showBoxes(changed);
  let typing = null;
  byId("search").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      filter.search = patternOf(byId("search").value.trim());
      changed();
    }, 150);
  });
  for (const id of ["rule", "reviewed"]) {
    byId(id).addEventListener("change", () => {
      filter[id] = byId(id).value;
      changed();
    });
  }
  byId("confidence").addEventListener("input", () => {
    filter.confidence = Number(byId("confidence").value);
    byId("least").value = filter.confidence.toFixed(2);
    changed();
  });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("reset", () => setTimeout(() => clearFilters(changed)));
}

function clearFilters(changed) {
  Object.assign(filter, { search: null, rule: "", confidence: 0, reviewed: "" });
  filter.verdicts.clear();
  filter.risks.clear();
  for (const severity of SEVERITIES) filter.severities.add(severity);
  for (const state of STATES) filter.states.add(state);
  filter.states.delete("dismissed");
  for (const button of byId("verdicts").children) button.setAttribute("aria-pressed", "false");
  byId("least").value = "0";
  changed();
}
