// Words selected in an article become the words of a statement. Offsets are those of the stored text: characters as
// Python counts them, not the UTF-16 units of JavaScript. Without this file the words are typed into the form.
"use strict";

const bar = () => document.querySelector(".chosen");
const GAP = " … ";
let pieces = [];
let chosen = null;

function characters(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

// The part of a paragraph that a selection covers, as offsets into the stored text; null where it covers no words.
function within(paragraph, selected) {
  const covered = document.createRange();
  covered.selectNodeContents(paragraph);
  const before = covered.cloneRange();
  if (covered.compareBoundaryPoints(Range.START_TO_START, selected) < 0) {
    covered.setStart(selected.startContainer, selected.startOffset);
  }
  if (covered.compareBoundaryPoints(Range.END_TO_END, selected) > 0) {
    covered.setEnd(selected.endContainer, selected.endOffset);
  }
  const words = covered.toString();
  if (!words.trim()) return null;
  before.setEnd(covered.startContainer, covered.startOffset);
  const start = Number(paragraph.dataset.offset) + characters(before.toString());
  return { start, end: start + characters(words), words };
}

function selectedWords() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const found = [...document.querySelectorAll("[data-offset]")]
    .filter((paragraph) => range.intersectsNode(paragraph))
    .map((paragraph) => within(paragraph, range))
    .filter(Boolean);
  if (!found.length) return null;
  const words = found.map((piece) => piece.words).join("\n");
  return { start: found[0].start, end: found.at(-1).end, words, range: range.cloneRange() };
}

function offer() {
  if (!bar()) return;
  const found = selectedWords();
  // Pressing a button of the bar takes the selection away first: what was chosen stays until something else is.
  if (!found) {
    if (!bar().matches(":hover, :focus-within")) bar().hidden = true;
    return;
  }
  chosen = found;
  bar().hidden = false;
  bar().querySelector("q").textContent = found.words.length > 80 ? `${found.words.slice(0, 78)}…` : found.words;
  const link = bar().querySelector("a");
  if (link) link.href = `${bar().dataset.add}?spans=${found.start}-${found.end}`;
}

function highlight() {
  if (!("highlights" in CSS)) return;
  CSS.highlights.set("chosen-words", new Highlight(...pieces.map((piece) => piece.range).filter(Boolean)));
}

function use(how) {
  const words = document.getElementById("id_words");
  const spans = document.getElementById("id_spans");
  if (how === "also" && !pieces.length && spans.value) {
    const old = words.value.split(GAP);
    pieces = spans.value.split(" ").map((span, index) => {
      const [start, end] = span.split("-").map(Number);
      return { start, end, words: old[index] ?? "" };
    });
  }
  pieces = how === "also" ? [...pieces, chosen].sort((one, other) => one.start - other.start) : [chosen];
  words.value = pieces.map((piece) => piece.words).join(GAP);
  spans.value = pieces.map((piece) => `${piece.start}-${piece.end}`).join(" ");
  highlight();
  document.getSelection().removeAllRanges();
  bar().hidden = true;
  words.scrollIntoView({ block: "nearest" });
}

document.addEventListener("selectionchange", offer);
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-use]");
  if (button && chosen) use(button.dataset.use);
});
