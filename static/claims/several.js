// Several at once: one key chooses all that are shown, or none.
"use strict";

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-choose]");
  if (!button) return;
  const boxes = [...document.querySelectorAll(`input[type="checkbox"][name="${button.dataset.choose}"]`)];
  const choose = boxes.some((box) => !box.checked);
  for (const box of boxes) box.checked = choose;
});
