/** The report's data: an index, and articles in compressed blocks that open when needed. */

function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

async function inflate(text) {
  const plain = new Blob([bytesOf(text)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(plain).text());
}

function takeText(element) {
  const text = element.textContent;
  element.remove();
  return text;
}

let blocks = [];
let shards = []; // files beside the page, each with some blocks

/** Finds out where the articles are: in this page, or in files beside it. */
function connectBlocks(index) {
  if (!index.shards.length) {
    const elements = [...document.querySelectorAll("script.articles")];
    blocks = elements.map((element) => ({ text: async () => takeText(element) }));
    return;
  }
  const loader = globalThis.trustedTypes?.createPolicy("mtqa", { createScriptURL: (url) => url });
  shards = index.shards.map((_, number) => ({ number, loader, loading: null }));
  blocks = shards.flatMap((shard) =>
    Array.from({ length: index.shards[shard.number] }, (_, at) => ({
      text: async () => (await loadShard(shard))[at],
    })),
  );
  globalThis.mtqaData = ([run, number, ...texts]) => {
    if (run === index.run) shards[number].arrived(texts);
    else shards[number].failed(new Error("the files beside this page belong to another run"));
  };
}

function loadShard(shard) {
  shard.loading ??= new Promise((resolve, reject) => {
    const address = `${document.body.dataset.folder}/data-${shard.number}.js`;
    const script = el("script", { async: true, error: () => shard.failed(new Error(missing)) });
    const missing = `${decodeURIComponent(address)} is missing, which belongs beside this page`;
    shard.arrived = (texts) => {
      script.remove();
      resolve(texts);
    };
    shard.failed = (error) => {
      script.remove();
      shard.loading = null;
      reject(error);
    };
    script.src = shard.loader ? shard.loader.createScriptURL(address) : address;
    document.head.append(script);
  });
  return shard.loading;
}

function openBlock(block) {
  block.opening ??= block
    .text()
    .then(inflate)
    .then((assessments) => {
      block.articles = assessments.map(readyArticle);
    })
    .catch((error) => {
      block.opening = null;
      throw error;
    });
  return block.opening;
}

/** Returns the article of a row. */
async function loadArticle(row) {
  await openBlock(blocks[row.block]);
  return openedArticle(row);
}

/** Returns the article of a row if its block is open already, else `null`. */
function openedArticle(row) {
  const article = blocks[row.block].articles?.[row.at] ?? null;
  if (article && !article.row) {
    article.row = row;
    for (const finding of article.findings) finding.known = row.findings[finding.number - 1];
  }
  return article;
}

/** Opens all blocks one after another, and leaves the page time to answer in between. */
async function loadEverything() {
  for (const [number, block] of blocks.entries()) {
    if (block.articles) continue;
    if (shards.length) announce(`Reading part ${number + 1} of ${blocks.length} …`);
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
    segments: assessment.segments.map((each) => ({ ...moved(each), words: (each.words ?? []).map(moved) })),
    paragraphs: (assessment.paragraphs ?? []).map(moved),
    findings: assessment.findings.map((finding, index) => {
      const { start, end } = moved(finding);
      const quote = text.slice(start, end);
      const number = index + 1;
      return { ...finding, start, end, quote, number, evidence: finding.evidence.map(evidence) };
    }),
  };
}
