// The way through an article by keyboard: sentence by sentence, each selected as a mouse would, so that it can be written
// down as a statement; Shift and the arrows take words off or add them. Sentences are cut as the browser cuts them.
"use strict";

const segmenter = "Segmenter" in Intl ? new Intl.Segmenter(undefined, { granularity: "sentence" }) : null;
let last = null;

function cut(text) {
  if (!segmenter) return text.trim() ? [[0, text.length]] : [];
  return [...segmenter.segment(text)]
    .map(({ index, segment }) => [index + segment.length - segment.trimStart().length, index + segment.trimEnd().length])
    .filter(([start, end]) => end > start);
}

// Every sentence of the page as it stands, in order: its paragraph, and where it is in the paragraph's text.
function sentences() {
  return [...document.querySelectorAll(".reading [data-offset]")].flatMap((paragraph) =>
    cut(paragraph.textContent).map(([start, end]) => ({ paragraph, start, end, key: `${paragraph.dataset.offset}-${start}` })),
  );
}

function point(paragraph, offset) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let passed = 0;
  while (walker.nextNode()) {
    const { length } = walker.currentNode.data;
    if (passed + length >= offset) return [walker.currentNode, offset - passed];
    passed += length;
  }
  return [paragraph, paragraph.childNodes.length];
}

function firstInSight(all) {
  const found = all.findIndex(({ paragraph }) => paragraph.getBoundingClientRect().bottom > 0);
  return found < 0 ? 0 : found;
}

function step(by) {
  const all = sentences();
  if (!all.length) return;
  const at = all.findIndex(({ key }) => key === last);
  const next = at < 0 ? firstInSight(all) : Math.min(Math.max(at + by, 0), all.length - 1);
  const { paragraph, start, end, key } = all[next];
  last = key;
  const [from, to] = [point(paragraph, start), point(paragraph, end)];
  document.getSelection().setBaseAndExtent(...from, ...to);
  const box = document.getSelection().getRangeAt(0).getBoundingClientRect();
  if (box.top < 80 || box.bottom > window.innerHeight - 160) {
    window.scrollBy({ top: box.top - window.innerHeight / 3, behavior: "instant" });
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-sentence]");
  if (button) step(Number(button.dataset.sentence));
});
