// The board: one tick for all claims of the page, and how many are ticked. Without this file each is ticked by itself.
"use strict";

const boxesOf = (form) => [...form.querySelectorAll('input[name="claim"]')];

function tell(form) {
  const boxes = boxesOf(form);
  const ticked = boxes.filter((box) => box.checked).length;
  const all = form.querySelector("[data-tick-all]");
  all.checked = ticked > 0 && ticked === boxes.length;
  all.indeterminate = ticked > 0 && ticked < boxes.length;
  const told = form.querySelector("[data-ticked]");
  told.textContent = ticked ? told.dataset.saySome.replace("{n}", ticked) : told.dataset.sayNone;
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form.ticking");
  if (!form) return;
  if (event.target.matches("[data-tick-all]")) {
    for (const box of boxesOf(form)) box.checked = event.target.checked;
  }
  tell(form);
});

// The board comes anew with each filter; a browser that goes back has ticks in it already.
function begin() {
  for (const form of document.querySelectorAll("form.ticking")) {
    form.querySelector("[data-tick-all]").hidden = false;
    tell(form);
  }
}
document.addEventListener("htmx:afterSettle", begin);
window.addEventListener("pageshow", begin);
begin();
