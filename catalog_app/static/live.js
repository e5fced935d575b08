// Keeps the parts of a page marked data-live up to date while data-every (seconds) is set on one of
// them. Without script the page says how to refresh; nothing else depends on this file.
(function () {
  "use strict";
  const parts = () => [...document.querySelectorAll("[data-live]")];
  const seconds = () => Math.max(0, ...parts().map((part) => Number(part.dataset.every || 0)));

  async function refresh() {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return false;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of parts()) {
      const next = fresh.getElementById(part.id);
      if (next && !part.contains(document.activeElement)) part.replaceWith(next);
    }
    return true;
  }

  function wait() {
    const pause = seconds();
    if (pause) setTimeout(() => refresh().then((going) => going && wait(), wait), pause * 1000);
  }
  wait();
})();
