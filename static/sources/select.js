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
  const form = bar().querySelector("form");
  if (form) offerToWriteDown(form, found);
}

// On the article's own page: who said these words, or of which statement they are to be the words.
function offerToWriteDown(form, found) {
  const spans = `${found.start}-${found.end}`;
  form.elements.words.value = found.words;
  form.elements.spans.value = spans;
  const full = form.querySelector("[data-full]");
  full.href = `${full.pathname}?spans=${spans}`;
  const within = bar().querySelector("[data-within]");
  const covered = new Set();
  for (const mark of document.querySelectorAll("mark.said")) {
    if (found.range.intersectsNode(mark)) mark.dataset.statements.split(" ").forEach((id) => covered.add(id));
  }
  within.querySelectorAll("button").forEach((button) => button.remove());
  within.hidden = !covered.size;
  for (const id of covered) {
    const note = document.getElementById(`note-${id}`);
    if (!note) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "small";
    button.dataset.wordsOf = id;
    button.dataset.spans = spans;
    if (within.querySelector("button") === null) button.dataset.key = "e";
    button.dataset.keyLabel = bar().dataset.sayMakeTheirs;
    button.textContent = [note.querySelector(".number").lastChild.textContent, note.querySelector(".who")?.textContent].join(" ");
    within.append(button);
  }
}

function putRight(id, spans) {
  bar().hidden = true;
  document.getSelection().removeAllRanges();
  const link = document.querySelector(`#note-${id} [data-correct]`);
  const address = `${link.pathname}?spans=${spans}`;
  htmx.ajax("GET", address, { target: `#put-right-${id}`, swap: "outerHTML" });
}

// A form in the page is left: what had brought it gets the focus back.
function leave(form) {
  const note = form.closest(".note");
  if (note) {
    const empty = document.createElement("div");
    empty.id = form.id;
    form.replaceWith(empty);
    note.querySelector("[data-correct]").focus();
  } else {
    bar().hidden = true;
    document.querySelector("[data-sentence='1']")?.focus();
  }
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
// A browser tells of a changed selection a moment later; who types fast must not be a letter ahead of it.
document.addEventListener("keydown", offer, true);
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-use]");
  if (button && chosen) use(button.dataset.use);
  const other = event.target.closest("[data-words-of]");
  if (other) putRight(other.dataset.wordsOf, other.dataset.spans);
  const left = event.target.closest("[data-leave]");
  if (left) leave(left.closest("form"));
});
document.addEventListener("keydown", (event) => {
  const form = event.key === "Escape" && event.target instanceof Element && event.target.closest(".put-right");
  if (form) leave(form);
});
// What was written down or put right is where the reader goes on.
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.detail.target?.id !== "article" && event.detail.elt?.id !== "article") return;
  const answered = event.detail.xhr?.responseURL;
  const said = answered && new URL(answered).searchParams.get("statement");
  const note = said && document.getElementById(`note-${said}`);
  if (note) note.querySelector(".number").focus({ preventScroll: true });
});
