// What the desk refuses, or cannot answer, is said over the page; what somebody wrote there stays. Without this file such an
// answer is a page of its own.
"use strict";

const tokenNow = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];

// A form carries the token of the log-in as it is now, which another tab may have changed, and for whom its page was made.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    const token = form.querySelector('input[name="csrfmiddlewaretoken"]');
    if (form.method !== "post" || !token) return;
    token.value = tokenNow() ?? token.value;
    if (document.body.dataset.by && !form.querySelector('input[name="_by"]')) {
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "_by", value: document.body.dataset.by }));
    }
  },
  true,
);

// Said once, however often something asks again by itself.
function sayRefusal(words, logIn) {
  const place = document.getElementById("messages");
  if (!place || place.dataset.refusal === words && place.querySelector(".refusal")) return;
  const message = document.createElement("div");
  message.className = "message error refusal";
  message.append(Object.assign(document.createElement("p"), { textContent: words }));
  if (logIn) {
    const link = document.importNode(logIn, true);
    link.className = "btn small";
    message.append(link);
  }
  place.dataset.refusal = words;
  place.replaceChildren(message);
}

// In the words of the page that was answered; a stranger's page, such as a proxy's, has none for us.
function sayAnswer(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const [heading, words] = [page.querySelector("main.narrow h1"), page.querySelector("main.narrow h1 ~ p")];
  if (!heading) sayRefusal(document.body.dataset.sayNoAnswer);
  else sayRefusal(`${heading.textContent.trim()}. ${words?.textContent.trim() ?? ""}`, page.querySelector("[data-log-in]"));
}

// What asks by itself asks again by itself: nobody waits for its answer.
const asksByItself = (element) => element.matches('[hx-trigger^="every"], [hx-trigger^="input"]');

document.addEventListener("htmx:sendError", (event) => {
  if (!asksByItself(event.detail.elt)) sayRefusal(document.body.dataset.sayNoAnswer);
});

// No answer takes the place of what one reads or writes but the one that was meant for it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, xhr } = event.detail;
  if (xhr.status >= 400 && xhr.status !== 422) {
    event.detail.shouldSwap = false;
    if (xhr.status === 401 || !asksByItself(elt)) sayAnswer(xhr.response);
    return;
  }
  const wanted = /^#([\w-]+)$/.exec(elt.closest("[hx-select]")?.getAttribute("hx-select") ?? "")?.[1];
  if (!wanted || xhr.getResponseHeader("HX-Reselect") || xhr.status === 204 || xhr.response.includes(`id="${wanted}"`)) return;
  event.detail.shouldSwap = false;
  location.assign(xhr.responseURL);
});
// What a press has begun on is not taken from under it: what asks by itself is passed over, and asks again.
let pressed = null;
document.addEventListener("pointerdown", (event) => { pressed = event.target; }, true);
for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(() => { pressed = null; }), true);
document.addEventListener("htmx:beforeSwap", (event) => {
  const { elt, target } = event.detail;
  if (asksByItself(elt) && pressed && target.contains(pressed)) event.detail.shouldSwap = false;
});

// Somebody goes on typing, and has opened what they type in, while the answer to their last field is on its way.
let typing = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const field = document.activeElement;
  const { target, requestConfig } = event.detail;
  typing = null;
  if (requestConfig.verb !== "get" || !target.contains(field) || !field.matches("textarea, select, input:not([type='checkbox'], [type='radio'], [type='submit'])")) return;
  typing = { id: field.id, value: field.value, open: [...target.querySelectorAll("details[open][id]")].map((each) => each.id) };
});
document.addEventListener("htmx:afterSwap", () => {
  const now = typing && document.getElementById(typing.id);
  if (!now) return;
  for (const id of typing.open) document.getElementById(id)?.setAttribute("open", "");
  if (now.value !== typing.value) now.value = typing.value;
  typing = null;
});

// A page that comes back as it was left, out of the browser's memory, is nobody's where somebody logged out or in since.
const madeUnder = tokenNow();
window.addEventListener("pageshow", (event) => {
  if (event.persisted && document.body.dataset.by && tokenNow() !== madeUnder) location.reload();
});

// What was refused and then done is not said to be refused any longer.
document.addEventListener("htmx:afterSwap", (event) => {
  if (!asksByItself(event.detail.elt)) document.querySelector("#messages > .refusal")?.remove();
});
