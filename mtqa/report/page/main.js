/** What is shown now, and how the reader moves through it. */

const view = {
  index: null,
  rows: [], // that pass the filters
  row: null,
  article: null,
  findings: [], // of this article that pass the filters
  finding: null,
  asked: 0, // counts requests for articles, so that only the last one is answered
};

const calm = matchMedia("(prefers-reduced-motion: reduce)");

function bringIntoView(element) {
  element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
}

/** Shows the article of `row`, with the finding of this fingerprint chosen, or else the first. */
async function openRow(row, fp = null) {
  const asked = ++view.asked;
  let article = null;
  try {
    article = await loadArticle(row);
  } catch ({ message }) {
    if (asked === view.asked) showMissing(row, message);
    return;
  }
  if (asked !== view.asked) return;
  giveNote();
  decide.ended = null;
  Object.assign(view, { row, article, finding: null });
  showArticle();
  markRow(row);
  closeQueue();
  byId("article").scrollTop = 0;
  const wanted = article.findings.find((finding) => isCalled(finding, fp));
  if (wanted && !view.findings.includes(wanted)) reveal(wanted);
  if (wanted) choose(wanted);
  else if (view.findings.length) {
    const first = view.findings.find(isOpen) ?? view.findings[0];
    choose(first, { focus: false, scroll: first !== view.findings[0] });
  }
  else noteAddress();
  prefetch(row);
}

/** Returns whether an address means this finding: by its fingerprint, or by its number. */
function isCalled({ known, number }, wanted) {
  return known.fp === wanted || String(number) === wanted;
}

/** Opens the articles around a row in the idle time, so that going on takes none. */
function prefetch(row) {
  const at = view.rows.indexOf(row);
  for (const near of [view.rows[at + 1], view.rows[at - 1]]) {
    if (near && !openedArticle(near)) setTimeout(() => loadArticle(near).catch(() => null), 50);
  }
}

/** Shows a finding that an address leads to although the filters hide it. */
function reveal(finding) {
  view.findings = view.article.findings.filter((each) => each === finding || passing(each));
  showState(finding, true);
}

function showArticle() {
  const { row, article } = view;
  view.findings = article.findings.filter(passing);
  const marked = article.findings.filter(({ known }) => passesButState(known));
  const text = articleText(article, marked);
  addHeat(text, article);
  byId("article").replaceChildren(articleHead(row, article, leastFluentButton(article)), text);
  byId("ticks").replaceChildren(tickStrip(article, marked));
  for (const finding of marked) showState(finding);
  showCard();
  showHits(text);
}

/** Shows at its marks what was decided about a finding; one that is filtered out loses them. */
function showState(finding, shown = passing(finding)) {
  for (const mark of marksOf(finding)) {
    mark.dataset.state = finding.known.state;
    mark.classList.toggle("gone", !shown);
    if (mark.hasAttribute("aria-label")) {
      if (shown) mark.setAttribute("role", "button");
      else mark.removeAttribute("role");
    }
  }
  const tick = byId("ticks").querySelector(`[data-finding="${finding.number}"]`);
  tick?.classList.toggle("gone", !shown);
  tick?.classList.toggle("decided", !isOpen(finding));
}

/** Shows new decisions in the article that is open, without drawing it anew. */
function refreshArticle() {
  const { row, article, finding } = view;
  if (!article) return;
  view.findings = article.findings.filter((each) => passing(each));
  for (const each of article.findings) showState(each);
  byId("article").querySelector("header")?.replaceWith(articleHead(row, article, leastFluentButton(article)));
  if (finding && !view.findings.includes(finding)) {
    unmark();
    view.finding = null;
  }
  showCard();
}

function leastFluentButton(article) {
  const least = leastFluentOf(article);
  if (!least || least.fluency >= LEAST_FLUENT) return null;
  const place = `[data-segment="${least.index}"]`;
  const show = () => flash(byId("article").querySelectorAll(place));
  const label = `least fluent sentence: ${measured(least.fluency)}`;
  return el("button", { type: "button", class: "quiet", click: show }, label);
}

/** Says why an article cannot be shown. */
function showMissing(row, why) {
  Object.assign(view, { row, article: null, findings: [], finding: null });
  markRow(row);
  const head = el("h2", {}, el("bdi", {}, row.name));
  byId("article").replaceChildren(
    el("header", {}, head, el("p", { class: "summary" }, verdictChip(row.verdict))),
    el("p", { class: "notice alone", role: "alert" }, `This article cannot be shown: ${why}.`),
  );
  byId("ticks").replaceChildren();
  showCard();
}

/** Marks the words that the search found, in browsers that can. */
function showHits(text) {
  globalThis.CSS?.highlights?.delete("search");
  if (!filter.search || !globalThis.CSS?.highlights) return;
  const everywhere = new RegExp(filter.search.source, "giu");
  const ranges = [];
  for (const paragraph of text.querySelectorAll("p")) {
    for (const match of paragraph.textContent.matchAll(everywhere)) {
      ranges.push(rangeOf(paragraph, match.index, match.index + match[0].length));
    }
  }
  CSS.highlights.set("search", new Highlight(...ranges));
}

function rangeOf(paragraph, start, end) {
  const range = new Range();
  const nodes = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let at = 0;
  while (nodes.nextNode()) {
    const { length } = nodes.currentNode;
    if (start >= at && start < at + length) range.setStart(nodes.currentNode, start - at);
    if (end > at && end <= at + length) {
      range.setEnd(nodes.currentNode, end - at);
      break;
    }
    at += length;
  }
  return range;
}

function marksOf(finding) {
  return byId("article").querySelectorAll(`mark[data-finding="${finding.number}"]`);
}

/** Chooses a finding: shows its card, brings its mark into view and gives it the focus. */
function choose(finding, { focus = true, scroll = true } = {}) {
  unmark();
  decide.ended = null;
  view.finding = finding;
  const marks = marksOf(finding);
  for (const mark of marks) mark.classList.add("current");
  for (const place of placesOf(finding)) place.classList.add("place");
  byId("ticks").querySelector(`[data-finding="${finding.number}"]`)?.classList.add("current");
  marks[0]?.setAttribute("tabindex", "0");
  if (focus) marks[0]?.focus({ preventScroll: true });
  if (scroll && marks.length) bringIntoView(marks[0]);
  showCard();
  noteAddress();
}

function placesOf(finding) {
  const own = finding.evidence.map((_, index) => `[data-place~="${finding.number}-${index}"]`);
  return own.length ? byId("article").querySelectorAll(own.join()) : [];
}

function unmark() {
  for (const element of byId("reading").querySelectorAll(".current, .place")) {
    element.classList.remove("current", "place");
    if (element.matches("mark")) element.setAttribute("tabindex", "-1");
  }
}

function showCard() {
  const { article, findings, finding } = view;
  const all = article ? article.findings.filter(({ known }) => passesButState(known)) : [];
  const hidden = article ? article.findings.length - findings.length : 0;
  const place = finding ? `Finding ${all.indexOf(finding) + 1} of ${all.length}` : "No finding";
  byId("place").textContent = place;
  const content = finding ? findingCard({ ...view, jump }) : emptyCard(article, hidden);
  byId("body").replaceChildren(...content);
  byId("decide").replaceChildren(...(finding ? decisionsOf(finding) : []));
  byId("decide").hidden = !finding;
  byId("body").scrollTop = 0;
  showSteps();
  showVerdict();
  if (finding) announce(`${place}: ${finding.severity}, ${finding.name}`);
}

/** Greys out the buttons that lead nowhere; they keep the focus, as disabled ones would not. */
function showSteps() {
  const ends = (id, list, current, by) => {
    byId(id).setAttribute("aria-disabled", String(!list[list.indexOf(current) + by]));
  };
  ends("previous-finding", view.findings, view.finding, -1);
  ends("next-finding", view.findings, view.finding, 1);
  ends("previous-article", view.rows, view.row, -1);
  ends("next-article", view.rows, view.row, 1);
}

/** Goes to the next finding, or by -1 to the one before; its mark takes the focus if `focus`. */
function step(by, { focus = true } = {}) {
  const next = view.findings[view.findings.indexOf(view.finding) + by];
  if (next) choose(next, { focus });
}

function stepArticle(by) {
  const next = view.rows[view.rows.indexOf(view.row) + by];
  if (!next) return;
  showQueue.reach(next);
  openRow(next);
}

/** Shows the other place that a piece of evidence speaks of. */
function jump(key) {
  flash(byId("article").querySelectorAll(`[data-place~="${key}"]`));
}

function flash(elements) {
  if (!elements.length) return;
  bringIntoView(elements[0]);
  for (const element of elements) {
    element.classList.remove("flash");
    void element.offsetWidth; // lets the animation begin anew
    element.classList.add("flash");
  }
}

/** Goes back and forth between the chosen finding and the places that it contradicts. */
function toOtherPlace() {
  const { finding } = view;
  const keys = (finding?.evidence ?? []).flatMap(({ start }, index) =>
    start === null ? [] : [`${finding.number}-${index}`],
  );
  if (!keys.length) {
    toast("This finding rests on no other place in the text.");
    return;
  }
  toOtherPlace.at = ((toOtherPlace.of === finding ? toOtherPlace.at : -1) + 1) % (keys.length + 1);
  toOtherPlace.of = finding;
  if (toOtherPlace.at === keys.length) flash(marksOf(finding));
  else jump(keys[toOtherPlace.at]);
}

/** Writes what is shown into the address, so that it can be handed on. */
function noteAddress() {
  const wanted = address(view.row, view.finding);
  if (location.hash === wanted) return;
  try {
    history.replaceState(null, "", wanted);
  } catch {
    // Some browsers refuse this to a page opened from disk; the links still work
  }
}

function followAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  const row = view.index.rows.find(({ name }) => name === asked.get("d"));
  const fp = asked.get("f");
  if (!row) return false;
  const finding = row === view.row && view.findings.find((each) => isCalled(each, fp));
  if (finding) choose(finding);
  else openRow(row, fp);
  return true;
}

/** Applies the filters to the queue and to the article that is open. */
async function applyFilters() {
  if (filter.search) await loadEverything();
  const rows = view.index.rows.filter(matchesButRisk);
  showHistogram(rows, applyFilters);
  view.rows = rows.filter(matchesRisk);
  showQueue(view.rows, view.index);
  announce(counted(view.rows.length, "document"));
  if (!view.rows.length) showNothing();
  else if (!view.rows.includes(view.row)) openRow(view.rows[0]);
  else if (view.article) {
    const { finding } = view;
    view.finding = null;
    showArticle();
    const kept = view.findings.find(({ number }) => number === finding?.number) ?? view.findings[0];
    if (kept) choose(kept, { focus: false, scroll: false });
  }
}

function showNothing() {
  view.asked += 1;
  Object.assign(view, { row: null, article: null, findings: [], finding: null });
  const empty = !view.index.total;
  const text = empty
    ? "No documents were assessed, so there is nothing to review."
    : "No document passes these filters.";
  const click = () => byId("clear").click();
  const clear = empty ? "" : el("button", { type: "button", click }, "Clear filters");
  byId("article").replaceChildren(el("div", { class: "kind" }, el("p", {}, text), clear));
  byId("ticks").replaceChildren();
  showCard();
}
