/** What an editor does: accept, dismiss, the same everywhere, a verdict, and all of it undone. */

const past = []; // what can be undone: a label and the events that do it, made when asked for

function isOpen({ known }) {
  return known.state === "open" || known.state === "stale";
}

/** Makes events count, keeps them, and remembers how to take them back. */
function record(label, values) {
  const before = values.map((each) => decided.latest.get(targetOf(each)) ?? null);
  const events = values.map(newEvent);
  past.push({ label, values, before });
  afterDecisions(takeIn(events));
  keep(events);
  toast(label, true);
}

/** Takes the last decision back: what held before holds again, by a newer event. */
function undo() {
  const last = past.pop();
  if (!last) {
    toast("There is nothing to undo.");
    return;
  }
  const events = last.values.map((value, at) => newEvent(takenBack(value, last.before[at])));
  afterDecisions(takeIn(events));
  keep(events);
  toast(`Undone: ${last.label}`);
  const { doc, fp } = last.values[0];
  const row = decided.rows.get(doc);
  if (row && (row !== view.row || fp)) openRow(row, fp ?? null);
}

function takenBack(value, before) {
  if (value.act === "verdict") {
    return { ...value, verdict: before?.verdict ?? null, note: before?.note ?? "" };
  }
  return { ...value, act: before?.act ?? "open", reason: before?.reason };
}

/** Shows what new decisions changed, wherever it can be seen. */
function afterDecisions(rows) {
  if (!rows.size) return;
  for (const row of rows) refreshRow(row);
  if (rows.has(view.row)) refreshArticle();
  showKeeping();
}

/**
 * Decides about the chosen finding, and goes on to the next that is open.
 *
 * What was decided just so already is taken back; but not by the key that decided the last one
 * and is pressed once more.
 */
function decide(act, reason = null) {
  const { row, article, finding } = view;
  const decision = `${act} ${reason ?? ""}`;
  if (decide.ended === decision) {
    toast("All is decided here; z takes the last decision back.", true);
    return;
  }
  if (!finding) {
    toast("No finding is chosen.");
    return;
  }
  if (finding.known.state === STATE_OF[act] && (!reason || finding.known.reason === reason)) {
    record(`Open again: ${finding.name}`, [{ act: "open", ...about(row, article, finding) }]);
    return;
  }
  const next = nextOpen(finding);
  const done = act === "accept" ? "Accepted" : `Dismissed (${REASONS[reason].toLowerCase()})`;
  record(`${done}: ${finding.name}`, [{ act, ...about(row, article, finding), reason }]);
  if (next) choose(next);
  else showDecided(decision);
}

/** Returns the open finding of this article that comes after `finding`, or else before it. */
function nextOpen(finding) {
  const at = view.findings.indexOf(finding);
  const round = [...view.findings.slice(at + 1), ...view.findings.slice(0, at)];
  return round.find(isOpen) ?? null;
}

function showDecided(decision = null) {
  const kept = view.findings.includes(view.finding) ? view.finding : view.findings.at(-1);
  if (kept) choose(kept);
  else showCard();
  decide.ended = decision; // until another finding is chosen
  if (wantsVerdict()) {
    toast(`${byId("toast-text").textContent} All decided here: 1 publish, 2 fix or 3 reject?`, true);
  }
}

/** Returns whether nothing but a verdict is left to give on the article that is open. */
function wantsVerdict() {
  return Boolean(view.row && !view.row.open && !view.row.editor);
}

/** Chooses the next or previous finding nobody has decided about, in this article or another. */
async function toUnreviewed(by) {
  const at = view.findings.indexOf(view.finding);
  const here = by > 0 ? view.findings.slice(at + 1) : view.findings.slice(0, Math.max(0, at)).reverse();
  const found = here.find(isOpen);
  if (found) {
    choose(found);
    return;
  }
  const undecided = ({ findings }) => findings.some((each) => passes(each) && isOpen({ known: each }));
  const start = view.rows.indexOf(view.row);
  for (let next = start + by; view.rows[next]; next += by) {
    if (!undecided(view.rows[next])) continue;
    showQueue.reach(view.rows[next]);
    await openRow(view.rows[next]);
    const open = view.findings.filter(isOpen);
    choose(by > 0 ? open[0] : open.at(-1));
    return;
  }
  const ask = wantsVerdict() ? " This article has no verdict yet: 1 publish, 2 fix or 3 reject?" : "";
  toast(`Nothing is left to review in this direction.${ask}`);
}

function giveVerdict(verdict, note = byId("note").value.trim()) {
  const { row } = view;
  if (!row) return;
  const label = verdict ? `Verdict on ${row.name}: ${verdict}` : `Verdict on ${row.name} taken back`;
  recordVerdict(label, verdict, note);
}

function recordVerdict(label, verdict, note) {
  const { row } = view;
  record(label, [{ act: "verdict", doc: row.name, sha: row.sha, verdict, note }]);
}

/** Returns the verdict that holds for the article that is open, or `null`. */
function verdictGiven() {
  const editor = view.row?.editor;
  return editor && !editor.expired ? editor.verdict : null;
}

/** Gives a verdict; the one that was given already is taken back. */
function toggleVerdict(verdict) {
  giveVerdict(verdictGiven() === verdict ? null : verdict);
}

/** Keeps the note, with the verdict where one was given and without where not. */
function giveNote() {
  const { row } = view;
  const note = byId("note").value.trim();
  if (!row || row.note === note) return;
  const given = verdictGiven();
  const ask = given ? "." : ". A verdict is still to be given: 1 publish, 2 fix or 3 reject?";
  recordVerdict(note ? `Note saved${ask}` : "Note removed.", given, note);
}

/** Shows the verdict that was given, its note, and what the gate says. */
function showVerdict() {
  const { row } = view;
  byId("verdict").hidden = !row;
  if (!row) return;
  const given = verdictGiven();
  for (const button of byId("verdict").querySelectorAll("button[data-verdict]")) {
    button.setAttribute("aria-pressed", String(button.dataset.verdict === given));
  }
  if (document.activeElement !== byId("note")) byId("note").value = row.note;
  const failures = gateFailures(row);
  const name = view.index.gate.name;
  byId("gate").textContent = failures.length
    ? `Gate “${name}”: does not pass, ${failures.join("; ")}`
    : `Gate “${name}”: passes`;
  byId("gate").className = failures.length ? "gate fails" : "gate passes";
  byId("expired").hidden = !row.editor?.expired;
}

// The same finding everywhere

const MOST_LISTED = 200;

/** Shows where the same words of the same rule were found, before anything is decided. */
async function previewSame() {
  const { finding, row } = view;
  if (!finding) return;
  const { key, rule } = finding.known;
  const places = placesByKey().get(key);
  const here = places.filter((place) => place.row === row);
  const shown = places.slice(0, MOST_LISTED);
  await Promise.all(shown.map((place) => loadArticle(place.row)));
  const rest = places.length - shown.length;
  const documents = new Set(places.map((place) => place.row)).size;
  byId("same-what").replaceChildren(quoted(finding.quote), ` – ${rule} ${finding.name}`);
  byId("same-list").replaceChildren(
    ...shown.map(samePlace),
    ...(rest ? [el("li", {}, `and ${counted(rest, "more place")}`)] : []),
  );
  byId("same-title").textContent =
    places.length > 1 ? "The same finding elsewhere" : "The same finding stands nowhere else";
  byId("same-here").textContent = `Dismiss ${here.length} in this article`;
  byId("same-all").textContent = `Dismiss everywhere: ${places.length} in ${counted(documents, "article")}`;
  byId("same").showModal();
  byId(here.length < places.length ? "same-all" : "same-here").focus();
}

function samePlace({ row, number }) {
  const article = openedArticle(row);
  const { start, end, quote, known } = article.findings[number - 1];
  const before = article.text.slice(Math.max(0, start - 50), start).replace(/\s+/g, " ");
  const after = article.text.slice(end, end + 50).replace(/\s+/g, " ");
  return el(
    "li",
    {},
    el("bdi", { class: "name" }, row.name),
    known.state === "open" ? null : el("span", { class: "aside" }, ` ${STATE_LABELS[known.state]}`),
    el("span", { class: "around", dir: "auto" }, `… ${before}`, el("strong", {}, quote), `${after} …`),
  );
}

function dismissSame(scope) {
  const { row, article, finding } = view;
  const reason = byId("same-reason").value;
  const where = scope === "doc" ? "in this article" : "everywhere";
  byId("same").close();
  const next = view.findings.find((each) => isOpen(each) && each.known.key !== finding.known.key);
  const value = { act: "dismiss", ...about(row, article, finding), reason, scope };
  record(`Dismissed ${where}: ${finding.name} “${finding.quote.slice(0, 40)}”`, [value]);
  if (next) choose(next);
  else showDecided();
}

/** Asks for the reason, then dismisses. */
function askReason() {
  if (view.finding) byId("reasons").showModal();
}

function connectDeciding() {
  byId("undo").addEventListener("click", undo);
  byId("toast-undo").addEventListener("click", undo);
  for (const button of byId("verdict").querySelectorAll("button[data-verdict]")) {
    button.addEventListener("click", () => toggleVerdict(button.dataset.verdict));
  }
  byId("note").addEventListener("change", giveNote);
  byId("same-here").addEventListener("click", () => dismissSame("doc"));
  byId("same-all").addEventListener("click", () => dismissSame("everywhere"));
  const options = Object.entries(REASONS).map(([value, text], at) =>
    el("option", { value }, `${at + 1} ${text}`),
  );
  byId("same-reason").append(...options);
  byId("same").addEventListener("keydown", ({ key, target }) => {
    if (target === byId("same-reason") || !options[key - 1]) return;
    byId("same-reason").value = options[key - 1].value;
  });
  const buttons = Object.entries(REASONS).map(([reason, text], at) =>
    el("button", { type: "button", "data-key": at + 1, click: () => dismissFor(reason) }, el("kbd", {}, `${at + 1}`), ` ${text}`),
  );
  byId("reason-list").replaceChildren(...buttons);
  byId("reasons").addEventListener("keydown", ({ key }) => {
    byId("reason-list").querySelector(`[data-key="${CSS.escape(key)}"]`)?.click();
  });
}

function dismissFor(reason) {
  byId("reasons").close();
  decide("dismiss", reason);
}
