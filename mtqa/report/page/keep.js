/** Where decisions are kept: in this browser where it allows that, with `mtqa review`, as a file. */

const keeping = {
  by: "",
  live: false,
  place: "", // this tab's own place in the browser's storage
  lines: [], // made or imported here
  saved: new Set(), // of these, what went into a file
  works: true,
  sending: Promise.resolve(),
};

const FILE = "mtqa-decisions.jsonl";

function unsaved() {
  return keeping.lines.filter((line) => !keeping.saved.has(line));
}

/** Takes back what this browser keeps of this run, of this tab and of others. */
function restore(index) {
  keeping.live = index.live;
  keeping.by = remembered.get("by") ?? index.by;
  if (keeping.live) return;
  const prefix = `mtqa-log-${index.run}-`;
  try {
    for (const key of Object.keys(localStorage).filter((each) => each.startsWith(prefix))) {
      const { lines, saved } = JSON.parse(localStorage.getItem(key));
      keeping.lines.push(...lines.filter((line) => eventOf(line)));
      for (const line of saved) keeping.saved.add(line);
    }
    keeping.lines = [...new Set(keeping.lines)];
    keeping.place = prefix + crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
  } catch {
    keeping.works = false;
  }
}

function store() {
  if (keeping.live) return;
  try {
    const mine = { lines: keeping.lines, saved: [...keeping.saved] };
    localStorage.setItem(keeping.place, JSON.stringify(mine));
    keeping.works = true;
  } catch {
    keeping.works = false;
  }
}

/** Removes the places of earlier tabs, whose lines this one has taken over and stored. */
function tidy(index) {
  if (keeping.live || !keeping.lines.length) return;
  store();
  if (!keeping.works) return;
  const old = Object.keys(localStorage).filter(
    (key) => key.startsWith(`mtqa-log-${index.run}-`) && key !== keeping.place,
  );
  for (const key of old) {
    const { lines } = JSON.parse(localStorage.getItem(key));
    if (lines.every((line) => keeping.lines.includes(line))) localStorage.removeItem(key);
  }
}

/** Keeps new events; with `mtqa review` they are written down at once. */
function keep(events) {
  keeping.lines.push(...events.map(({ line }) => line));
  store();
  if (keeping.live) keeping.sending = keeping.sending.then(send);
  showKeeping();
}

/** Sends what the server does not have yet; what it does not take stays for the next time. */
async function send() {
  const lines = unsaved();
  if (!lines.length) return;
  try {
    const answer = await fetch("decisions", {
      method: "POST",
      headers: { "Content-Type": "application/x-ndjson" },
      body: `${lines.join("\n")}\n`,
    });
    if (!answer.ok) throw new Error(await answer.text());
    for (const line of lines) keeping.saved.add(line);
    keeping.trouble = "";
  } catch ({ message }) {
    keeping.trouble = message;
    clearTimeout(keeping.again);
    keeping.again = setTimeout(() => {
      keeping.sending = keeping.sending.then(send);
    }, 3000);
  }
  showKeeping();
}

/** Asks the server what others have decided meanwhile. */
async function receive() {
  if (!keeping.live) return;
  const answer = await fetch("decisions").catch(() => null);
  if (answer?.ok) afterDecisions(takeIn(eventsOf(await answer.text()).events));
}

/** Returns the events of a file's text, and how many of its lines are none. */
function eventsOf(text) {
  const lines = text.split("\n").filter((line) => line.trim());
  const events = lines.map(eventOf).filter(Boolean);
  return { events, unreadable: lines.length - events.length };
}

/** Says how many decisions are in no file yet, and where they are kept meanwhile. */
function showKeeping() {
  const count = unsaved().length;
  const all = view.index.rows.reduce((sum, { findings }) => sum + findings.length, 0);
  const open = view.index.rows.reduce((sum, row) => sum + row.open, 0);
  byId("progress").textContent = `${(all - open).toLocaleString("en")} of ${counted(all, "finding")} decided`;
  const held = inForce(keeping.lines);
  const away = Boolean(keeping.live && count && keeping.trouble);
  byId("export").textContent = count && held ? `Export ${counted(held, "decision")}` : "Export";
  byId("export").classList.toggle("waiting", count > 0 && !keeping.live);
  byId("export").hidden = keeping.live && !away;
  byId("saved").hidden = !keeping.live;
  byId("saved").textContent = savedLabel(count, away);
  byId("saved").classList.toggle("trouble", away);
  byId("where").textContent = whereKept(count);
}

function savedLabel(count, away) {
  if (!count) return "All saved";
  return away ? "Not saved: mtqa review does not answer" : "Not saved yet";
}

function whereKept(count) {
  if (keeping.live) {
    return keeping.trouble && count
      ? `They could not be written (${keeping.trouble}); this is tried again. Is mtqa review still running? Export saves them as a file meanwhile.`
      : "They are written into the decisions file as you make them.";
  }
  return keeping.works
    ? "This browser keeps them for this report until you export them."
    : "This browser keeps nothing for a page opened from disk: export before you close it.";
}

/** Hands the decisions over as a file. */
function exportDecisions() {
  const lines = [...keeping.lines];
  if (!lines.length) {
    toast("There are no decisions to export yet.");
    return;
  }
  const file = new Blob([`${lines.join("\n")}\n`], { type: "application/x-ndjson" });
  const link = el("a", { href: URL.createObjectURL(file), download: FILE });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  if (!keeping.live) for (const line of lines) keeping.saved.add(line);
  store();
  showKeeping();
  toast(`${counted(inForce(lines), "decision")} in ${FILE}. Then: mtqa decisions import ${FILE}`);
}

async function importDecisions(file) {
  const { events, unreadable } = eventsOf(await file.text());
  const news = events.filter(({ line }) => !decided.lines.has(line));
  afterDecisions(takeIn(news));
  keep(news);
  const rest = unreadable ? `; ${counted(unreadable, "line")} could not be read` : "";
  toast(`${counted(inForce(news.map(({ line }) => line)), "new decision")} from ${file.name}${rest}.`);
}

function connectKeeping() {
  byId("by").value = keeping.by;
  byId("by").addEventListener("change", () => {
    keeping.by = byId("by").value.trim();
    remembered.set("by", keeping.by);
  });
  byId("export").addEventListener("click", exportDecisions);
  byId("export-again").addEventListener("click", exportDecisions);
  byId("import").addEventListener("click", () => byId("import-file").click());
  byId("import-file").addEventListener("change", ({ target }) => {
    if (target.files.length) importDecisions(target.files[0]);
    target.value = "";
  });
  byId("open-decisions").addEventListener("click", () => byId("decisions").showModal());
  byId("saved").addEventListener("click", () => byId("decisions").showModal());
  addEventListener("beforeunload", (event) => {
    giveNote();
    if (unsaved().length) event.preventDefault();
  });
  addEventListener("storage", ({ key, newValue }) => {
    if (!key?.startsWith(`mtqa-log-${view.index.run}-`) || !newValue) return;
    const events = JSON.parse(newValue).lines.map(eventOf).filter(Boolean);
    afterDecisions(takeIn(events));
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) receive();
  });
  showKeeping();
}
