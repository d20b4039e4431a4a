/** Building blocks of the page. Text from articles only ever becomes text nodes. */

const byId = (id) => document.getElementById(id);

/**
 * Returns a new element.
 *
 * Properties that are functions become listeners, `null`, `undefined` and
 * `false` are left out, the rest become attributes. Children are elements or
 * text; `null` among them is left out.
 */
function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null));
  return element;
}

/** Returns a new SVG element, which the page's policy lets carry its geometry as attributes. */
function svg(tag, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** Returns a drawing that fills whatever room it is given, and says nothing to a screen reader. */
function stretched(attributes, viewBox) {
  const hidden = { "aria-hidden": "true" };
  return svg("svg", { ...attributes, viewBox, preserveAspectRatio: "none", ...hidden });
}

/** Returns `count` and its noun: "1 document", "2 documents". */
function counted(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

/** Returns a measured value with `digits` decimals, or a dash where there is none. */
function measured(value, digits = 0) {
  return value === null || value === undefined ? "–" : value.toFixed(digits);
}

const VERDICTS = [
  { id: "publish", sign: "✓", label: "publish" },
  { id: "fix", sign: "✎", label: "fix" },
  { id: "reject", sign: "✕", label: "reject" },
  { id: "cannot-judge", sign: "?", label: "cannot judge" },
];
const SEVERITIES = ["critical", "major", "minor"];

function verdictChip(id) {
  const { sign, label } = VERDICTS.find((verdict) => verdict.id === id);
  const hidden = el("span", { "aria-hidden": "true" }, sign);
  return el("span", { class: `verdict ${id}` }, hidden, ` ${label}`);
}

function severityLabel(severity, text = severity) {
  return el("span", { class: `severity ${severity}` }, text);
}

/** Returns how many findings there are of each severity, as marked labels. */
function severityCounts(severities) {
  const parts = SEVERITIES.map((severity) => {
    const count = severities.filter((each) => each === severity).length;
    return count ? severityLabel(severity, `${count} ${severity}`) : null;
  });
  return parts.some(Boolean) ? parts.filter(Boolean) : [el("span", {}, "no findings")];
}

/** Returns a value from 0 to 1 as a number with a bar; a dash where it was not measured. */
function level(value, title) {
  if (value === null) return el("span", { class: "level", title: `${title}: not measured` }, "–");
  const bar = stretched({}, "0 0 100 4");
  bar.append(
    svg("rect", { class: "whole", width: 100, height: 4 }),
    svg("rect", { class: "part", width: value * 100, height: 4 }),
  );
  return el("span", { class: "level", title }, measured(value, 2), bar);
}

function announce(text) {
  byId("status").textContent = text;
}

/** Says what happened, for some seconds where it can be seen; with a button that undoes it. */
function toast(text, undoable = false) {
  announce(text);
  byId("toast-text").textContent = text;
  byId("toast-undo").hidden = !undoable;
  byId("toast").hidden = false;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(hideToast, 8000);
}

function hideToast() {
  byId("toast").hidden = true;
}

/** What the reader set is kept where the browser allows it, and forgotten where not. */
const remembered = {
  get(key) {
    try {
      return localStorage.getItem(`mtqa-${key}`);
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(`mtqa-${key}`, value);
    } catch {
      // Some browsers refuse storage to a page opened from disk
    }
  },
};
