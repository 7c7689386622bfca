// What others and the workers did since this page was made: asked for now and then, said in a corner, and shown when
// asked for. Nothing that one reads moves. A tab that nobody looks at does not ask.
"use strict";

// In a block, so that its names are its own: every script of a page shares one room.
{
  const ASK_EVERY_MS = 15_000;
  const spot = () => document.getElementById("live");
  let tag = "";
  let timer = 0;

  function tell({ count, words, what }) {
    const link = spot().querySelector("a");
    if (count && link.querySelector("[data-words]").textContent !== words) {
      link.querySelector("[data-words]").textContent = words;
      link.querySelector("[data-what]").textContent = what;
      link.title = what;
    }
    link.hidden = !count;
  }

  async function ask() {
    clearTimeout(timer);
    if (!spot() || document.hidden) return;
    try {
      const address = spot().dataset.ask;
      const answer = await fetch(address, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
      if (answer.redirected) return; // logged out: the page says so when it is used
      if (spot()?.dataset.ask === address && answer.status === 200) {
        tag = answer.headers.get("ETag");
        tell(await answer.json());
      }
    } catch {
      // The desk does not answer just now; it is asked again.
    }
    timer = setTimeout(ask, ASK_EVERY_MS);
  }

  document.addEventListener("visibilitychange", ask);
  document.addEventListener("click", (event) => {
    if (!event.target.closest("#live a")) return;
    event.preventDefault();
    document.dispatchEvent(new Event("desk:reload"));
  });
  // A page that was brought anew in part is asked about from there on.
  document.addEventListener("htmx:afterOnLoad", (event) => {
    const address = event.detail.xhr.getResponseHeader("Desk-Live");
    if (!address || !spot()) return;
    [spot().dataset.ask, tag] = [address, ""];
    tell({ count: 0 });
  });
  document.addEventListener("desk:live", () => { tag = ""; });
  timer = setTimeout(ask, ASK_EVERY_MS);
}
