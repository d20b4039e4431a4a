/** The beginning: reads the index, shows the riskiest article or the one asked for. */

function connectDialogs() {
  byId("open-help").addEventListener("click", openHelp);
  byId("open-about").addEventListener("click", () => byId("about").showModal());
}

/** Shows the help from its beginning. */
function openHelp() {
  byId("help").showModal();
  byId("help").scrollTop = 0;
}

/** Returns the first article on which something is left to decide, or else the first. */
function firstUndecided(rows) {
  const undecided = ({ open, findings, editor }) => open > 0 || (!findings.length && !editor);
  return rows.find(undecided) ?? rows[0];
}

function sayWhyNot(reason) {
  byId("reading").replaceChildren(el("p", { class: "notice alone", role: "alert" }, reason));
}

async function start() {
  connectTheme();
  connectDialogs();
  if (!globalThis.DecompressionStream) {
    sayWhyNot(
      "This browser is too old to open the report (it lacks DecompressionStream). " +
        "Use a current one, or read documents.csv and findings.csv.",
    );
    return;
  }
  view.index = await inflate(takeText(byId("index")));
  connectBlocks(view.index);
  readyRows(view.index);
  restore(view.index);
  takeIn([...view.index.events, ...keeping.lines].map(eventOf).filter(Boolean));
  tidy(view.index);
  if (view.index.dismissed) filter.states.add("dismissed");
  connectFilters(view.index, applyFilters);
  connectKeys();
  connectFolds();
  connectSteps();
  connectArticle();
  connectPrint();
  connectTint();
  connectDeciding();
  connectKeeping();
  view.rows = view.index.rows;
  showHistogram(view.rows, applyFilters);
  showQueue(view.rows, view.index);
  if (!view.rows.length) showNothing();
  else if (!followAddress()) {
    const row = firstUndecided(view.rows);
    showQueue.reach(row);
    await openRow(row);
  }
  addEventListener("hashchange", followAddress);
  document.documentElement.dataset.ready = "";
  setTimeout(() => {
    placesByKey();
    if (view.finding) byId("decide").replaceChildren(...decisionsOf(view.finding));
  });
  await receive();
  if (!shards.length) await loadEverything();
}

start().catch(({ message }) => {
  sayWhyNot(`The report could not be shown (${message}). The findings are also in findings.csv.`);
});
