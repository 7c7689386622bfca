// Reading an article: words and notes light each other up, a link to a statement in another part of a long text finds
// it, and marks that arrive meanwhile do not move the line one reads.
"use strict";

function light(event) {
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  const target = event.target instanceof Element ? event.target : null;
  const words = target?.closest("mark.said");
  const note = target?.closest(".note[data-statement]");
  for (const id of words ? words.dataset.statements.split(" ") : []) {
    document.getElementById(`note-${id}`)?.classList.add("lit");
  }
  if (note) {
    const its = document.querySelectorAll(`mark.said[data-statements~="${note.dataset.statement}"]`);
    for (const mark of its) mark.classList.add("lit");
  }
}
document.addEventListener("pointerover", light);
document.addEventListener("focusin", light);

const wanted = /^#statement-(\d+)$/.exec(location.hash);
if (wanted && !document.getElementById(location.hash.slice(1))) {
  const here = new URL(location.href);
  if (here.searchParams.get("statement") !== wanted[1]) {
    here.search = `?statement=${wanted[1]}`;
    location.replace(here);
  }
}

let held = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.id !== "article") return;
  const line = [...document.querySelectorAll("[data-offset]")].find((p) => p.getBoundingClientRect().bottom > 0);
  held = line ? { offset: line.dataset.offset, top: line.getBoundingClientRect().top } : null;
});
document.addEventListener("htmx:afterSettle", () => {
  const line = held && document.querySelector(`[data-offset="${held.offset}"]`);
  if (line && window.scrollY > 0) window.scrollBy({ top: line.getBoundingClientRect().top - held.top, behavior: "instant" });
  held = null;
});
