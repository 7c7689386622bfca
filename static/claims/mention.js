// Whom a note mentions: after "@" the desk's people are offered below the words. Down and Up choose, Enter or Tab takes,
// Escape closes; typing on narrows them down. Without this file one types the name.
"use strict";

const BEGUN = /(^|[^\w@.+-])@([\w@.+-]*)$/u;
const WAIT = 120;

function offer(field) {
  const list = document.createElement("ul");
  const said = document.createElement("p");
  let timer = 0;
  let asked = 0;
  let at = -1;
  list.className = "offered";
  list.id = `${field.id}-people`;
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", field.dataset.sayWho);
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  field.setAttribute("aria-autocomplete", "list");
  field.setAttribute("aria-controls", list.id);
  field.after(list, said);

  const begun = () => BEGUN.exec(field.value.slice(0, field.selectionStart));

  function close() {
    asked += 1;
    list.hidden = true;
    list.replaceChildren();
    at = -1;
    field.removeAttribute("aria-activedescendant");
  }

  function choose(next) {
    const options = list.children;
    options[at]?.setAttribute("aria-selected", "false");
    at = (next + options.length) % options.length;
    options[at].setAttribute("aria-selected", "true");
    options[at].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[at].id);
  }

  function take(name) {
    const found = begun();
    if (!found) return;
    const end = field.selectionStart;
    field.setRangeText(`@${name} `, end - found[2].length - 1, end, "end");
    close();
    field.focus();
  }

  function show(people) {
    list.replaceChildren(
      ...people.map((name, n) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${n}`;
        option.textContent = name;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        // Before the field loses the focus.
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          take(name);
        });
        return option;
      }),
    );
    list.hidden = !people.length;
    at = -1;
    said.textContent = people.length
      ? field.dataset.sayFound.replace("{n}", people.length).replace("{first}", people[0])
      : field.dataset.sayNobody;
    if (people.length) choose(0);
  }

  async function ask() {
    const found = begun();
    if (!found) {
      close();
      return;
    }
    const mine = (asked += 1);
    const answer = await fetch(`${field.dataset.mentions}?q=${encodeURIComponent(found[2])}`).catch(() => null);
    if (mine === asked && answer?.ok && !answer.redirected) show((await answer.json()).people);
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    if (!begun()) close();
    else timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") choose(at + 1);
    else if (event.key === "ArrowUp") choose(at - 1);
    else if (event.key === "Enter" || event.key === "Tab") take(list.children[at].textContent);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}

document.querySelectorAll("textarea[data-mentions]").forEach(offer);
