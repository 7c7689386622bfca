// The review never makes one wait: the next suggestion lies ready on the page, so an answer shows it at once and is sent
// behind it, one after the other. What the server then says of the queue is put around what one reads; the suggestion
// itself is only exchanged where somebody else has answered it. Without this file each answer is a page of its own.
"use strict";

// In a block, so that its names are its own: every script of a page shares one room.
{
  const PATIENCE_MS = 30_000; // a line that is cut without a word
  const GLANCE_MS = 500; // a key pressed sooner was meant for what stood there before
  const PARTS = "[data-part]";
  const review = () => document.getElementById("review");
  const item = () => document.getElementById("review-item");
  let line = Promise.resolve(); // requests, in the order in which they were asked for
  let waiting = 0;
  let broken = false;
  let warnings = [];
  let notSeenBefore = 0; // when another suggestion took the place of the one that was read, unasked

  function show(next) {
    item().replaceWith(next);
    next.focus({ preventScroll: true });
    window.scrollTo({ top: 0, behavior: "instant" });
  }

  // The suggestion that lies ready becomes the one that is read; null where none does.
  function moveOn() {
    const ready = document.getElementById("review-ahead")?.content.firstElementChild;
    if (!ready) return null;
    document.getElementById("review-ahead").remove();
    show(document.importNode(ready, true));
    return item();
  }

  // The suggestion is shown again, and what lay ready behind it lies there again.
  function failed({ before, ready }, said) {
    broken = true;
    before.inert = false;
    for (const form of before.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
    if (item()) show(before);
    if (ready) document.querySelector('[data-part="ahead"]')?.replaceChildren(ready);
    if (said) sayAnswer(said);
    else sayRefusal(review().dataset.sayNotSaved);
  }

  // The server's page, put around what one reads. Warnings of answers sent in one breath stay together.
  function settle(page, address, isLast) {
    const said = [...page.querySelectorAll("#messages > .message")];
    warnings.push(...said.filter((message) => !message.classList.contains("success")));
    const done = said.filter((message) => message.classList.contains("success"));
    document.getElementById("messages").replaceChildren(...warnings, ...done);
    if (!isLast) return;
    for (const id of ["waiting", "live"]) {
      const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
      if (old && fresh) old.replaceWith(fresh);
    }
    document.dispatchEvent(new Event("desk:live"));
    history.replaceState(null, "", address);
    const [shown, fresh] = [item(), page.getElementById("review-item")];
    if (shown && fresh && !shown.inert && shown.dataset.link === fresh.dataset.link) {
      for (const part of page.querySelectorAll(PARTS)) {
        document.querySelector(`[data-part="${part.dataset.part}"]`)?.replaceWith(part);
      }
    } else {
      if (shown && fresh && !shown.inert) notSeenBefore = Date.now();
      review().replaceWith(page.getElementById("review"));
      (item() ?? review().querySelector("h1"))?.focus({ preventScroll: true });
      window.scrollTo({ top: 0, behavior: "instant" });
    }
  }

  async function ask(address, body, from) {
    if (broken) return;
    let response, text;
    try {
      const how = body ? { method: "POST", body } : {};
      response = await fetch(address, { ...how, signal: AbortSignal.timeout(PATIENCE_MS) });
      text = await response.text();
    } catch {
      failed(from);
      return;
    }
    if (!response.ok) {
      failed(from, text);
      return;
    }
    const page = new DOMParser().parseFromString(text, "text/html");
    if (!page.getElementById("review")) {
      location.assign(response.url);
      return;
    }
    settle(page, response.url, waiting === 1);
  }

  // What has not been sent yet would be lost with the page.
  function keep(event) {
    if (waiting > 1) event.preventDefault();
  }

  function send(address, body, { on }) {
    const before = item();
    if (!before || before.inert || (on && body && Date.now() - notSeenBefore < GLANCE_MS)) return;
    const ready = on ? document.getElementById("review-ahead") : null;
    const next = on ? moveOn() : null;
    if (next) {
      if (body) body.set("showing", next.dataset.link);
      else address.searchParams.set("link", next.dataset.link);
    } else {
      before.inert = true;
    }
    if (!waiting) {
      [broken, warnings] = [false, []];
      window.addEventListener("beforeunload", keep);
    }
    waiting += 1;
    line = line.then(() => ask(address, body, { before, ready })).finally(() => {
      waiting -= 1;
      if (!waiting) window.removeEventListener("beforeunload", keep);
    });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || !review()?.contains(form) || !item()) return;
    event.preventDefault();
    delete form.dataset.sent;
    send(new URL(form.action), new FormData(form, event.submitter), { on: "answer" in form.dataset });
  });

  // Whoever goes on to another page leaves no answer behind in the line.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]:not([target], [data-step], #live a)");
    if (!waiting || !link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    line.then(() => { if (!broken) location.assign(link.href); });
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest("#review-item a[data-step]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    send(new URL(link.href), null, { on: link.dataset.step === "on" });
  });
}
