// What somebody has typed, chosen and ticked comes along when a page is loaded anew to show what came in. What the page itself
// brought does not: it is what it says now.
"use strict";

{
  const KEPT = "desk-typed";
  const TYPED = 'textarea, select, input:not([type="hidden"], [type="password"], [type="file"], [type="submit"])';
  const fields = () => [...document.querySelectorAll('main form[method="post"]')].flatMap((form) => [...form.querySelectorAll(TYPED)]);
  const isTick = (field) => field.type === "checkbox" || field.type === "radio";
  const place = (field) => [new URL(field.form.action).pathname, field.name, isTick(field) ? field.value : ""].join(" ");

  function isTyped(field) {
    if (isTick(field)) return field.checked !== field.defaultChecked;
    if (!field.matches("select")) return field.value !== field.defaultValue;
    const first = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(first, 0);
  }

  function keepTyped() {
    const typed = fields().filter((field) => field.name && isTyped(field));
    const said = typed.map((field) => [place(field), isTick(field) ? field.checked : field.value]);
    if (said.length) sessionStorage.setItem(KEPT, JSON.stringify([location.pathname, said]));
  }

  // Once, on the page it was typed on; a closed part of the page that has some of it in it is opened.
  function bringTyped() {
    const [path, said] = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
    sessionStorage.removeItem(KEPT);
    if (path !== location.pathname) return;
    const there = new Map(fields().map((field) => [place(field), field]));
    for (const [where, value] of said) {
      const field = there.get(where);
      if (!field) continue;
      field[isTick(field) ? "checked" : "value"] = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
      const folded = field.closest("details:not(.menu)");
      if (folded) folded.open = true;
    }
  }

  document.addEventListener("desk:reload", () => {
    keepTyped();
    location.reload(); // which keeps the place one has scrolled to
  });
  bringTyped();
}
