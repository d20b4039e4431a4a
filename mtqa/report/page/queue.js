/** The queue of documents and the filters over it. */

const PAGE_OF_ROWS = 200;
const FLUENCY = "Fluency, 0–100, higher is better";

const filter = {
  search: null,
  verdicts: new Set(),
  severities: new Set(SEVERITIES),
  rule: "",
  confidence: 0,
};

/** Returns whether a finding passes the filters. */
function passes(rule, severity, confidence) {
  return (
    filter.severities.has(severity) &&
    confidence >= filter.confidence &&
    (!filter.rule || rule === filter.rule || rule.startsWith(`${filter.rule}:`))
  );
}

function passing({ rule, severity, confidence }) {
  return passes(rule, severity, confidence);
}

/** Returns whether the filters pick out findings, rather than documents alone. */
function chooses() {
  return filter.severities.size < SEVERITIES.length || filter.rule !== "" || filter.confidence > 0;
}

function passingSeverities(row) {
  return row.findings
    .filter(([rule, severity, confidence]) => passes(rule, severity, confidence))
    .map(([, severity]) => severity);
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

/** Returns whether a document passes the filters. */
function matches(row) {
  if (filter.verdicts.size && !filter.verdicts.has(row.verdict)) return false;
  if (chooses() && !passingSeverities(row).length) return false;
  return matchesSearch(row);
}

function address(row, number) {
  const finding = number ? `&f=${number}` : "";
  return `#d=${encodeURIComponent(row.name)}${finding}`;
}

function queueRow(row) {
  return el(
    "li",
    {},
    el(
      "a",
      { href: address(row), "data-name": row.name },
      level(row.risk, "Risk, 0–1"),
      el("bdi", { class: "name" }, row.name),
      verdictChip(row.verdict),
      el("span", { class: "counts" }, ...severityCounts(passingSeverities(row))),
      el("span", { class: "number", title: FLUENCY }, `fluency ${measured(row.fluency)}`),
    ),
  );
}

/** Shows `rows` in the queue, a few hundred at a time, and says what is not listed. */
function showQueue(rows, index) {
  const list = el("ol");
  const more = el("button", { type: "button", class: "more", click: addRows }, "Show more");
  let shown = 0;
  function addRows() {
    list.append(...rows.slice(shown, shown + PAGE_OF_ROWS).map(queueRow));
    shown = Math.min(rows.length, shown + PAGE_OF_ROWS);
    more.hidden = shown === rows.length;
    markRow(view.row);
  }
  const all = counted(index.total, "document");
  const part = `${rows.length.toLocaleString("en")} of ${all}`;
  const heading = el("h2", {}, rows.length === index.rows.length ? all : part);
  byId("queue").replaceChildren(heading, list, more, ...notListed(index));
  showQueue.reach = (row) => {
    while (shown <= rows.indexOf(row)) addRows();
  };
  addRows();
}

function notListed(index) {
  const rest = index.total - index.rows.length;
  if (!rest) return [];
  const text = `${counted(rest, "more document")} of lower risk: see documents.csv.`;
  return [el("p", { class: "aside" }, text)];
}

/** Marks the row that is being read and brings it into view. */
function markRow(row) {
  for (const link of byId("queue").querySelectorAll("a")) {
    const current = row !== null && link.dataset.name === row.name;
    if (current) {
      link.setAttribute("aria-current", "true");
      link.scrollIntoView({ block: "nearest" });
    } else link.removeAttribute("aria-current");
  }
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
  byId("verdicts").replaceChildren(...buttons);
}

/** Fills the list of rules: each one, and for an engine with many checks all of them as well. */
function showRules(index) {
  const counts = new Map();
  const add = (rule) => counts.set(rule, (counts.get(rule) ?? 0) + 1);
  for (const [rule] of index.rows.flatMap(({ findings }) => findings)) {
    add(rule);
    if (rule.includes(":")) add(rule.split(":")[0]);
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

function showSeverities(changed) {
  byId("severities").append(
    ...SEVERITIES.map((severity) => {
      const box = el("input", { type: "checkbox", checked: true, value: severity });
      box.addEventListener("change", () => {
        if (box.checked) filter.severities.add(severity);
        else filter.severities.delete(severity);
        changed();
      });
      return el("label", {}, box, severityLabel(severity));
    }),
  );
}

/** Returns a pattern that finds these words as they are, in any case; `null` for none. */
function patternOf(words) {
  return words ? new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "iu") : null;
}

/** Connects the filters to the function that shows what passes them. */
function connectFilters(index, changed) {
  showVerdicts(index, changed);
  showRules(index);
  showSeverities(changed);
  let typing = null;
  byId("search").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      filter.search = patternOf(byId("search").value.trim());
      changed();
    }, 150);
  });
  byId("rule").addEventListener("change", () => {
    filter.rule = byId("rule").value;
    changed();
  });
  byId("confidence").addEventListener("input", () => {
    filter.confidence = Number(byId("confidence").value);
    byId("least").value = filter.confidence.toFixed(2);
    changed();
  });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("reset", () => setTimeout(() => clearFilters(changed)));
}

function clearFilters(changed) {
  Object.assign(filter, { search: null, rule: "", confidence: 0 });
  filter.verdicts.clear();
  for (const severity of SEVERITIES) filter.severities.add(severity);
  for (const button of byId("verdicts").children) button.setAttribute("aria-pressed", "false");
  byId("least").value = "0";
  changed();
}
