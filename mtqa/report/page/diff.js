/** What a suggestion changes, word by word, and articles with suggestions applied. */

const MOST_WORDS = 400; // beyond it two texts are simply shown one after the other

function wordsOf(text) {
  return text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];
}

/** Returns the lengths of the longest common sequences of all ends of two lists. */
function commonLengths(one, other) {
  const lengths = one.map(() => new Uint16Array(other.length + 1));
  lengths.push(new Uint16Array(other.length + 1));
  for (let i = one.length - 1; i >= 0; i -= 1) {
    for (let j = other.length - 1; j >= 0; j -= 1) {
      lengths[i][j] =
        one[i] === other[j]
          ? lengths[i + 1][j + 1] + 1
          : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
    }
  }
  return lengths;
}

/** Returns the parts of a change in order, each with its `kind`: "same", "del" or "ins". */
function changes(before, after) {
  const [one, other] = [wordsOf(before), wordsOf(after)];
  if (one.length > MOST_WORDS || other.length > MOST_WORDS) {
    return [{ kind: "del", text: before }, { kind: "ins", text: after }].filter(({ text }) => text);
  }
  const lengths = commonLengths(one, other);
  const parts = [];
  const add = (kind, text) => {
    if (parts.at(-1)?.kind === kind) parts.at(-1).text += text;
    else parts.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < one.length || j < other.length) {
    if (i < one.length && j < other.length && one[i] === other[j]) {
      add("same", one[i]);
      i += 1;
      j += 1;
    } else if (i < one.length && (j === other.length || lengths[i + 1][j] >= lengths[i][j + 1])) {
      add("del", one[i++]);
    } else add("ins", other[j++]);
  }
  return parts;
}

/** Returns the text with the accepted suggestions in it, their number, and that of the accepted rest. */
function corrected(article) {
  const accepted = article.findings
    .filter(({ suggestion, known }) => suggestion !== null && known.state === "accepted")
    .sort((a, b) => a.start - b.start);
  let [text, at, count] = ["", 0, 0];
  for (const { start, end, suggestion } of accepted) {
    if (start < at) continue; // overlaps the one before
    text += article.text.slice(at, start) + suggestion;
    at = end;
    count += 1;
  }
  const rest = article.findings.filter(({ known }) => known.state === "accepted").length - count;
  return { text: text + article.text.slice(at), count, rest };
}

/** Puts text on the clipboard and says `done`. */
async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "hidden", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    if (!copied) {
      toast("This browser did not let the page copy anything.");
      return;
    }
  }
  toast(done);
}

function correctedSummary(count, rest) {
  if (!count && !rest) return "Article copied as it is: nothing was accepted yet.";
  const needs = rest === 1 ? "has no suggestion and still needs" : "have no suggestion and still need";
  const left = rest ? `; ${counted(rest, "accepted finding")} ${needs} your hand` : "";
  return `Article copied: ${count} corrected${left}.`;
}

async function copyCorrected() {
  if (!view.article) return;
  const { text, count, rest } = corrected(view.article);
  await copy(text, correctedSummary(count, rest));
}

async function copySuggestion() {
  const suggestion = view.finding?.suggestion;
  if (suggestion === null || suggestion === undefined) toast("This finding has no suggestion.");
  else await copy(suggestion, "Suggestion copied.");
}
