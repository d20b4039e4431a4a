/** Keys, switches and the panes that fold away in narrow windows. */

const THEMES = { auto: "light dark", light: "light", dark: "dark" };

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  J: () => stepArticle(1),
  K: () => stepArticle(-1),
  "[": () => toUnreviewed(-1),
  "]": () => toUnreviewed(1),
  a: () => decide("accept"),
  d: () => decide("dismiss", "false-alarm"),
  D: askReason,
  e: previewSame,
  1: () => toggleVerdict("publish"),
  2: () => toggleVerdict("fix"),
  3: () => toggleVerdict("reject"),
  n: () => byId("note").focus(),
  z: undo,
  o: toOtherPlace,
  c: copySuggestion,
  C: copyCorrected,
  t: () => byId("tint").click(),
  x: exportDecisions,
  "/": () => {
    fold("top", "open-filters", true);
    byId("search").focus();
  },
  "?": openHelp,
};

function onKey(event) {
  if (event.key === "Escape") leave(event.target);
  if (event.key === "Enter" && event.target.matches?.("#search, #note")) enter(event.target);
  const typing = event.target.closest?.("input:not([type=checkbox]), select, textarea, dialog");
  const chord = event.ctrlKey || event.metaKey || event.altKey;
  const act = KEYS[event.key];
  if (!act || typing || chord || !byId("shortcuts").checked) return;
  event.preventDefault();
  hideToast();
  act();
}

/** Takes what was typed and gives the keys back to the article. */
function enter(from) {
  if (from.id === "note") giveNote();
  byId("article").focus();
}

/** Leads back to the article from the note, from the search, which it clears, and from the queue. */
function leave(from) {
  closeQueue();
  if (from.id === "search" && from.value) {
    from.value = "";
    from.dispatchEvent(new Event("input"));
  }
  if (from.id === "search" || from.id === "note") enter(from);
}

function connectKeys() {
  byId("shortcuts").checked = remembered.get("shortcuts") !== "off";
  byId("shortcuts").addEventListener("change", ({ target }) => {
    remembered.set("shortcuts", target.checked ? "on" : "off");
  });
  addEventListener("keydown", onKey);
}

/** Opens or closes a part that narrow windows fold away. */
function fold(part, button, open) {
  byId(part).classList.toggle("open", open);
  byId(button).setAttribute("aria-expanded", String(open));
}

function closeQueue() {
  fold("queue", "open-queue", false);
}

function connectFolds() {
  const parts = { "open-queue": "queue", "open-filters": "top" };
  for (const [button, folded] of Object.entries(parts)) {
    byId(button).addEventListener("click", () => {
      fold(folded, button, !byId(folded).classList.contains("open"));
    });
  }
  byId("queue").addEventListener("click", ({ target }) => {
    if (target.closest("a")) closeQueue();
  });
}

function showTheme(theme) {
  document.documentElement.style.colorScheme = THEMES[theme];
  byId("theme").textContent = `Theme: ${theme}`;
}

function connectTheme() {
  const names = Object.keys(THEMES);
  let theme = remembered.get("theme");
  if (!(theme in THEMES)) theme = "auto";
  showTheme(theme);
  byId("theme").addEventListener("click", () => {
    theme = names[(names.indexOf(theme) + 1) % names.length];
    remembered.set("theme", theme);
    showTheme(theme);
  });
}

function connectSteps() {
  byId("previous-finding").addEventListener("click", () => step(-1, { focus: false }));
  byId("next-finding").addEventListener("click", () => step(1, { focus: false }));
  byId("previous-article").addEventListener("click", () => stepArticle(-1));
  byId("next-article").addEventListener("click", () => stepArticle(1));
  byId("previous-open").addEventListener("click", () => toUnreviewed(-1));
  byId("next-open").addEventListener("click", () => toUnreviewed(1));
  byId("copy-corrected").addEventListener("click", copyCorrected);
}

function showTint(on) {
  document.body.classList.toggle("tinted", on);
  byId("tint").setAttribute("aria-pressed", String(on));
}

function connectTint() {
  showTint(remembered.get("tint") === "on");
  byId("tint").addEventListener("click", () => {
    const on = !document.body.classList.contains("tinted");
    remembered.set("tint", on ? "on" : "off");
    showTint(on);
  });
}

/** Returns the numbers of the findings whose marks lie around `element`, the innermost first. */
function findingsAround(element) {
  const mark = element.closest("mark:not(.gone)");
  return mark ? [Number(mark.dataset.finding), ...findingsAround(mark.parentElement)] : [];
}

/** Returns the numbers of the shown findings that rest on the place around `element`. */
function findingsRestingOn(element) {
  const keys = element.closest("[data-place]")?.dataset.place.split(" ") ?? [];
  const numbers = keys.map((key) => Number(key.split("-")[0]));
  return numbers.filter((number) => view.findings.some((each) => each.number === number));
}

/**
 * A click chooses the innermost finding, and another click the one around it; on a place that
 * other findings rest on these come next.
 */
function onArticleClick({ target }) {
  if (!view.article || String(getSelection()).trim()) return;
  const numbers = [...new Set([...findingsAround(target), ...findingsRestingOn(target)])];
  if (!numbers.length) return;
  const next = (numbers.indexOf(view.finding?.number) + 1) % numbers.length;
  choose(view.article.findings[numbers[next] - 1]);
}

function connectArticle() {
  byId("article").addEventListener("click", onArticleClick);
  byId("article").addEventListener("keydown", (event) => {
    if (event.target.matches("mark") && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      byId("body").focus();
    }
  });
  byId("ticks").addEventListener("click", ({ target }) => {
    if (target.dataset.finding) choose(view.article.findings[target.dataset.finding - 1]);
  });
}
