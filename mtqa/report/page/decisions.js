/**
 * Decisions: events that are only ever added. Of those about one finding the latest holds.
 *
 * The same rules hold in mtqa/review/: an event is about one finding, about the same words in
 * one document, or about the same words everywhere; or it is the verdict about an article.
 */

const STATES = ["open", "stale", "accepted", "dismissed"];
const STATE_LABELS = { open: "open", stale: "look again", accepted: "accepted", dismissed: "dismissed" };
const STATE_OF = { accept: "accepted", dismiss: "dismissed", open: "open" };
const REASONS = {
  "false-alarm": "False alarm",
  name: "It is a name",
  quote: "It is quoted so",
  style: "House style",
  other: "Another reason",
};
const DIGITS = 12; // of a fingerprint
const ACTS = new Set(["accept", "dismiss", "open", "verdict"]);

const decided = {
  latest: new Map(), // by target
  lines: new Map(), // every event, by its line
  rows: new Map(), // of the queue, by name
  places: null, // findings with the same words of the same rule, by key
  clock: 0,
};

function targetOf({ act, scope = "this", doc, fp, key }) {
  if (act === "verdict") return `verdict\n${doc}`;
  if (scope === "everywhere") return `everywhere\n${key}`;
  return scope === "doc" ? `doc\n${doc}\n${key}` : `this\n${doc}\n${fp}`;
}

function later(one, other) {
  if (!other) return true;
  return one.at > other.at || (one.at === other.at && one.line > other.line);
}

/** Returns the event that a line of a decisions file holds, or `null`. */
function eventOf(line) {
  try {
    const event = JSON.parse(line);
    const at = Date.parse(event.t);
    const whole = event.act === "verdict" || (event.fp && event.key && event.rule);
    if (event.v !== 1 || !ACTS.has(event.act) || !event.doc || !whole || Number.isNaN(at)) return null;
    return { ...event, at, line: line.trim() };
  } catch {
    return null;
  }
}

/** Makes the rows of the index ready: each finding as an object that knows its state. */
function readyRows(index) {
  for (const row of index.rows) {
    row.findings = row.findings.map(([rule, severity, confidence, key, state], at) => ({
      rule: index.ids[rule],
      severity: SEVERITIES[SEVERITIES.length - 1 - severity],
      confidence,
      key: index.keys[key],
      fp: row.fps.slice(at * DIGITS, (at + 1) * DIGITS),
      base: { state: state || "open", reason: row.reasons[at] ?? "", by: "" },
    }));
    row.baseEditor = row.editor;
    decided.rows.set(row.name, row);
    settle(row);
  }
}

function placesByKey() {
  if (decided.places) return decided.places;
  decided.places = new Map();
  for (const row of view.index.rows) {
    for (const [at, { key }] of row.findings.entries()) {
      if (!decided.places.has(key)) decided.places.set(key, []);
      decided.places.get(key).push({ row, number: at + 1 });
    }
  }
  return decided.places;
}

/** Returns the latest event that reaches a finding. */
function eventAbout(row, { fp, key }) {
  let found = null;
  for (const target of [`this\n${row.name}\n${fp}`, `doc\n${row.name}\n${key}`, `everywhere\n${key}`]) {
    const event = decided.latest.get(target);
    if (event && later(event, found)) found = event;
  }
  return found;
}

/** Gives the findings of a row, and the row, the states that the events say. */
function settle(row) {
  let open = 0;
  for (const finding of row.findings) {
    const event = decided.latest.size ? eventAbout(row, finding) : null;
    if (event) {
      finding.state = STATE_OF[event.act];
      finding.reason = event.reason ?? "";
      finding.by = event.by ?? "";
    } else Object.assign(finding, finding.base);
    if (finding.state === "open" || finding.state === "stale") open += 1;
  }
  row.open = open;
  const verdict = decided.latest.get(`verdict\n${row.name}`);
  row.editor = verdict ? editorOf(verdict, row) : row.baseEditor;
  row.note = (verdict ?? row.baseEditor)?.note ?? ""; // stands without a verdict as well
}

function editorOf({ verdict, by = "", note = "", sha }, row) {
  return verdict ? { verdict, by, note, expired: sha !== row.sha } : null;
}

function rowsOf({ act, scope, doc, key }) {
  if (act !== "verdict" && scope === "everywhere") {
    return (placesByKey().get(key) ?? []).map(({ row }) => row);
  }
  const row = decided.rows.get(doc);
  return row ? [row] : [];
}

/** Takes events in; returns the rows that they change. Events that are known already do nothing. */
function takeIn(events) {
  const touched = new Set();
  for (const event of events) {
    if (decided.lines.has(event.line)) continue;
    decided.lines.set(event.line, event);
    decided.clock = Math.max(decided.clock, event.at);
    const target = targetOf(event);
    if (!later(event, decided.latest.get(target))) continue;
    decided.latest.set(target, event);
    for (const row of rowsOf(event)) touched.add(row);
  }
  for (const row of touched) settle(row);
  return touched;
}

/** Returns how many of these events hold: none that was overtaken, and none that takes back. */
function inForce(lines) {
  const events = lines.map((line) => decided.lines.get(line)).filter(Boolean);
  return events.filter((event) => {
    const says = event.act === "verdict" ? event.verdict || event.note : event.act !== "open";
    return says && decided.latest.get(targetOf(event)) === event;
  }).length;
}

/** Returns a new event of now; its time is later than that of every other. */
function newEvent(values) {
  decided.clock = Math.max(Date.now(), decided.clock + 1);
  const t = new Date(decided.clock).toISOString();
  const whole = Object.entries({ v: 1, t, by: keeping.by, ...values });
  const told = whole.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return eventOf(JSON.stringify(Object.fromEntries(told)));
}

/** Returns what an event about a finding says of it. */
function about(row, article, finding) {
  const { rule, confidence, key, fp } = finding.known;
  return {
    doc: row.name,
    sha: row.sha,
    fp,
    key,
    rule,
    quote: finding.quote.slice(0, 300),
    before: article.text.slice(Math.max(0, finding.start - 80), finding.start),
    after: article.text.slice(finding.end, finding.end + 80),
    confidence,
  };
}

/** Returns why the gate does not let a document pass; empty where it does. */
function gateFailures(row) {
  const { gate } = view.index;
  const counting = row.findings.filter(({ state }) => state !== "dismissed");
  const failures = [];
  for (const severity of SEVERITIES) {
    const most = gate[`max_${severity}`];
    const count = counting.filter((finding) => finding.severity === severity).length;
    if (most !== null && count > most) failures.push(`${count} ${severity} (at most ${most})`);
  }
  if (gate.risk_below !== null && row.risk !== null && row.risk >= gate.risk_below) {
    failures.push(`risk ${row.risk.toFixed(2)} (below ${gate.risk_below})`);
  }
  if (gate.fluency_from !== null && row.fluency !== null && row.fluency < gate.fluency_from) {
    failures.push(`fluency ${row.fluency.toFixed(0)} (from ${gate.fluency_from})`);
  }
  return [...failures, ...peoplesFailures(row, gate)];
}

function peoplesFailures({ open, editor, verdict }, gate) {
  const failures = [];
  const valid = editor && !editor.expired;
  if (gate.reviewed && open) failures.push(`${open} not reviewed`);
  if (valid && editor.verdict !== "publish") failures.push(`the editor’s verdict is ${editor.verdict}`);
  if (gate.verdict && !valid) {
    failures.push(editor ? "the editor’s verdict has expired" : "no verdict by an editor");
  }
  if (verdict === "cannot-judge" && !valid) failures.push("cannot be judged");
  return failures;
}
