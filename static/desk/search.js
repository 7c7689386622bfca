// The search box over any page: "/" and Ctrl+K open it, results come as one types (htmx), arrow keys choose, Enter opens.
// Without this file the form in the header leads to the page of results.
"use strict";

const box = document.getElementById("search");

if (box) {
  const input = document.getElementById("search-q");
  const found = document.getElementById("search-found");
  const said = document.getElementById("search-said");
  const options = () => [...found.querySelectorAll('[role="option"]')];
  const chosen = () => found.querySelector('[aria-selected="true"]');

  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };

  const clear = () => {
    found.replaceChildren();
    choose(null);
    input.setAttribute("aria-expanded", "false");
  };

  // The field would keep the focus until the page is drawn next, and swallow a key pressed before that.
  const close = () => {
    input.blur();
    box.close();
  };

  const open = (text = "") => {
    if (document.querySelector("dialog[open]")) return;
    box.showModal();
    if (text && text !== input.value) {
      input.value = text;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
    input.focus();
    input.select();
  };

  const step = (by) => {
    const all = options();
    if (!all.length) return;
    const at = all.indexOf(chosen());
    choose(at < 0 && by < 0 ? all.at(-1) : all[at + by] || null);  // past either end: back in the text
  };

  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && chosen()) {
      event.preventDefault();
      chosen().click();
    } else if (event.key === "Escape") {
      event.preventDefault();  // one press, not one to empty the field and one to close
      close();
    }
  });
  input.addEventListener("input", () => {
    choose(null);
    if (!input.value.trim()) {
      clear();
      said.textContent = "";
    }
  });
  found.addEventListener("htmx:afterSwap", () => {
    if (!input.value.trim()) clear();  // an answer that came after everything was deleted
    input.setAttribute("aria-expanded", String(options().length > 0));
  });
  found.addEventListener("click", (event) => {
    if (event.target.closest("a") && !event.ctrlKey && !event.metaKey) close();
  });
  box.addEventListener("click", (event) => {
    if (event.target === box || event.target.closest("[data-close]")) close();
  });

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (box.open) close();
    else open();
  });
  document.querySelector("[data-search]")?.addEventListener("click", () => open());
  document.getElementById("find")?.addEventListener("click", (event) => open(event.target.value));
}
