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

// A note stands beside the line its words begin in, as far as its neighbours let it. It is moved by `translate`, which
// moves nothing else: a paragraph's notes never take more room than they have without this.
function align() {
  for (const line of document.querySelectorAll(".reading .line")) {
    const [text, list] = [line.querySelector("[data-offset]"), line.querySelector(".margin")];
    if (!list) continue;
    const notes = [...list.children];
    for (const note of notes) note.style.translate = "";
    if (list.getBoundingClientRect().left < text.getBoundingClientRect().right) continue;
    const top = line.getBoundingClientRect().top;
    const boxes = notes.map((note) => {
      const box = note.getBoundingClientRect();
      const words = document.getElementById(`statement-${note.dataset.statement}`)?.getClientRects()[0];
      return { at: box.top - top, height: box.height, wanted: words ? words.top - top : box.top - top };
    });
    // From the last one up: how low each may stand so that those below it still have room.
    let floor = line.getBoundingClientRect().height;
    const lowest = [];
    for (const box of boxes.toReversed()) {
      floor -= box.height;
      lowest.unshift(floor);
      floor -= 6;
    }
    let free = 0;
    boxes.forEach((box, number) => {
      const place = Math.max(free, Math.min(box.wanted, lowest[number]), box.at > lowest[number] ? box.at : 0);
      if (Math.abs(place - box.at) > 1) notes[number].style.translate = `0 ${Math.round(place - box.at)}px`;
      free = place + box.height + 6;
    });
  }
}
align();
document.addEventListener("htmx:afterSettle", align);
window.addEventListener("resize", align);
document.fonts?.ready.then(align);
