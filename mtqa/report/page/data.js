/** The report's data: an index, and articles in compressed blocks that open when needed. */

async function inflate(element) {
  const bytes = Uint8Array.from(atob(element.textContent), (character) => character.charCodeAt(0));
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  element.remove();
  return JSON.parse(await new Response(plain).text());
}

const blocks = [...document.querySelectorAll("script.articles")].map((element) => ({
  element,
  opening: null,
  articles: null,
}));

function openBlock(block) {
  block.opening ??= inflate(block.element).then((assessments) => {
    block.articles = assessments.map(readyArticle);
  });
  return block.opening;
}

/** Returns the article of a row, or `null` where the page does not hold it. */
async function loadArticle(row) {
  if (row.block === null) return null;
  await openBlock(blocks[row.block]);
  return openedArticle(row);
}

/** Returns the article of a row if its block is open already, else `null`. */
function openedArticle(row) {
  return row.block === null ? null : blocks[row.block].articles?.[row.at] ?? null;
}

/** Opens all blocks one after another, and leaves the page time to answer in between. */
async function loadEverything() {
  for (const block of blocks) {
    await openBlock(block);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Returns an assessment with its offsets in UTF-16 units, as this language counts them. */
function readyArticle(assessment) {
  const text = assessment.document.text;
  const unit = unitOffsets(text);
  const moved = (range) => ({ ...range, start: unit(range.start), end: unit(range.end) });
  const evidence = (each) => (each.start === null ? each : moved(each));
  return {
    ...assessment,
    text,
    segments: assessment.segments.map(moved),
    findings: assessment.findings.map((finding, index) => {
      const { start, end } = moved(finding);
      const quote = text.slice(start, end);
      const number = index + 1;
      return { ...finding, start, end, quote, number, evidence: finding.evidence.map(evidence) };
    }),
  };
}
