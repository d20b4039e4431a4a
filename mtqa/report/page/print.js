/** Paper: every article that passes the filters, its findings numbered as notes below it. */

function printedNote({ severity, name, quote, message, suggestion, known }) {
  const instead = suggestion ? [" Suggestion: ", el("ins", {}, suggestion)] : [];
  const state = known.state === "open" ? "" : ` (${STATE_LABELS[known.state]})`;
  const head = [severityLabel(severity), " ", el("strong", {}, name), `${state} `, quoted(quote)];
  return el("li", {}, ...head, ` ${message}`, ...instead);
}

function printedArticle(row, article) {
  const findings = article.findings.filter(passing);
  const notes = findings.length
    ? el("ol", { class: "notes" }, ...findings.map(printedNote))
    : el("p", {}, "No findings.");
  return el("article", {}, articleHead(row, article), articleText(article, findings), notes);
}

/** Returns the head of the first page: what this is, of when, and what must be known first. */
function imprint() {
  const notes = [...document.querySelectorAll("p.notice:not(.alone)")];
  return el(
    "div",
    { class: "imprint" },
    el("h2", {}, document.title),
    el("p", {}, byId("made").textContent),
    ...notes.map((note) => el("p", {}, note.textContent)),
  );
}

/** Puts the articles of `rows` on paper, as far as they are in this page and open. */
function fillPaper(rows) {
  const open = rows.filter(openedArticle);
  const missing = counted(rows.length - open.length, "more document");
  const rest = `${missing} that this page does not hold: see documents.csv.`;
  byId("paper").replaceChildren(
    imprint(),
    ...open.map((row) => printedArticle(row, openedArticle(row))),
    ...(open.length < rows.length ? [el("p", {}, rest)] : []),
  );
}

function connectPrint() {
  addEventListener("beforeprint", () => fillPaper(view.rows));
  addEventListener("afterprint", () => byId("paper").replaceChildren());
  byId("print").addEventListener("click", async () => {
    await loadEverything();
    print();
  });
}
