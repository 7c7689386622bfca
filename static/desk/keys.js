// Keys of the desk. An element with data-key="x" is clicked (an input is focused) when x is pressed; nothing happens
// while somebody types. "?" lists the keys of the page. Without this file everything works with a mouse and Tab.
"use strict";

const NAMES = { " ": "space" };
const TYPING = 'input:not([type="radio"], [type="checkbox"], [type="submit"]), textarea, select, [contenteditable]';
const PRESSED_BY_SPACE = "button, a, summary, label, input";

// A person's own keys, by the desk's: labels say them, and what is pressed is taken for the desk's key. "off": none work.
const OFF = document.body.dataset.keys === "off";
const OWN = OFF ? {} : JSON.parse(document.body.dataset.keys || "{}");
const shownAs = (key) => OWN[key] ?? key;
const meant = (pressed) => Object.keys(OWN).find((key) => OWN[key] === pressed) ?? (pressed in OWN ? "" : pressed);

function sayOwnKeys(root) {
  for (const label of root.querySelectorAll("[data-key] kbd, [data-show-keys] kbd, .find kbd")) {
    const own = OWN[label.textContent.toLowerCase()];
    if (!own || label.dataset.own) continue;
    label.dataset.own = own;
    label.textContent = own.toUpperCase();
  }
}
if (Object.keys(OWN).length) {
  sayOwnKeys(document);
  new MutationObserver(() => sayOwnKeys(document)).observe(document.body, { childList: true, subtree: true });
}

// What was pressed, and what the key is on the keyboard that the desk's keys are printed on: with Cyrillic, Greek or Arabic
// letters, or where digits take Shift, the first is none of ours.
function pressedBy(event) {
  const key = (NAMES[event.key] || event.key).toLowerCase();
  const printed = /^(?:Key|Digit)([A-Z0-9])$/.exec(event.code)?.[1].toLowerCase();
  const foreign = [...key].length === 1 && !/[a-z0-9]/.test(key) && !event.shiftKey && !event.getModifierState("AltGraph");
  return foreign && printed ? [key, printed] : [key];
}

const keysOf = (element) => element.dataset.key.split(" ");
const visible = (element) => element.checkVisibility() && !element.disabled;

function labelOf(element) {
  if (element.dataset.keyLabel) return element.dataset.keyLabel;
  const copy = element.cloneNode(true);
  copy.querySelectorAll("kbd, small, .count, .visually-hidden").forEach((part) => part.remove());
  return copy.textContent.trim() || element.getAttribute("aria-label") || element.placeholder;
}

function showHelp() {
  const dialog = document.getElementById("keys");
  const list = dialog.querySelector("dl");
  const seen = new Set(["?"]);
  list.replaceChildren();
  for (const element of [...document.querySelectorAll("main [data-key]"), ...document.querySelectorAll("[data-key]")]) {
    const keys = keysOf(element).filter((key) => !seen.has(key));
    if (!visible(element) || !keys.length) continue;
    keys.forEach((key) => seen.add(key));
    const term = document.createElement("dt");
    const what = document.createElement("dd");
    for (const key of keys) {
      const shown = document.createElement("kbd");
      shown.textContent = shownAs(key);
      term.append(shown, " ");
    }
    what.textContent = labelOf(element);
    list.append(term, what);
  }
  if (list.children.length) dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  // AltGr is how some keyboards write "]"; some systems say Ctrl and Alt for it.
  const held = event.metaKey || ((event.ctrlKey || event.altKey) && !event.getModifierState("AltGraph"));
  if (OFF || event.defaultPrevented || held || event.isComposing) return;
  const target = event.target instanceof Element ? event.target : document.body;
  if (target.closest(TYPING) || document.querySelector("dialog[open]")) return;
  const keys = pressedBy(event).map(meant);
  if (keys[0] === "space" && (event.shiftKey || target.closest(PRESSED_BY_SPACE))) return;
  if (keys[0] === "?") {
    event.preventDefault();
    showHelp();
    return;
  }
  // The page's own keys come before those of the frame around it, and what was pressed before what lies there elsewhere.
  const all = [...document.querySelectorAll("main [data-key]"), ...document.querySelectorAll("[data-key]")];
  const wanted = keys.map((key) => all.find((element) => keysOf(element).includes(key) && visible(element))).find(Boolean);
  if (!wanted || event.repeat) return;
  event.preventDefault();
  if (wanted.matches(TYPING)) {
    wanted.focus();
    wanted.select?.();
  } else {
    wanted.click();
    if (wanted.matches("summary")) wanted.focus(); // what has opened comes next
  }
});

// Escape closes a menu, and leaves one where it was opened.
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && !document.querySelector("dialog[open]") && document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// A tab that nobody looks at does not ask how far something is.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (document.hidden && event.detail.elt.matches('[hx-trigger^="every"]')) event.preventDefault();
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-show-keys]")) showHelp();
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A form is sent once, however often its button is pressed; but a browser may have been stopped on its way, which nobody tells
// us, so after a while the button works again.
const SENT_MS = 10_000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (Date.now() - Number(form.dataset.sent || 0) < SENT_MS) event.preventDefault();
  else form.dataset.sent = Date.now();
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

function showWhatNeedsScripts() {
  for (const element of document.querySelectorAll(".needs-script")) element.hidden = false;
}
showWhatNeedsScripts();
document.addEventListener("htmx:afterSwap", showWhatNeedsScripts);

// Focus is never lost: what was swapped out with the focus in it hands it to what took its place.
let left = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target } = event.detail;
  left = target?.id && target.contains(document.activeElement) && document.activeElement !== document.body ? target.id : null;
});
document.addEventListener("htmx:afterSettle", () => {
  const place = left && document.activeElement === document.body && document.getElementById(left);
  left = null;
  if (!place) return;
  const first = place.querySelector("[autofocus], h1, h2, a[href], button, input:not([type='hidden']), select, textarea") ?? place;
  if (!first.matches("a[href], button, input, select, textarea")) first.tabIndex = -1;
  first.focus({ preventScroll: true });
});
