// Keeps what is typed into a form marked data-keep (by whose it is) in this tab until it was saved,
// and offers it again when the log-in had ended meanwhile. The form works without this file.
(function () {
  "use strict";
  const SENT = "kept sent";
  const ASIDE = ["hidden", "submit", "button", "file", "password"];
  let store;
  try {
    store = window.sessionStorage;
  } catch {
    return;
  }

  const sent = store.getItem(SENT);
  if (sent && document.querySelector("[data-said=ok]")) {
    store.removeItem(sent);
    store.removeItem(SENT);
  }

  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const key = `kept ${form.dataset.keep} ${location.pathname}`;
  const fields = () => [...form.elements].filter((field) => field.name && !ASIDE.includes(field.type));
  const isTick = (field) => ["checkbox", "radio"].includes(field.type);
  const read = () =>
    JSON.stringify(fields().map((field) => [field.name, field.value, isTick(field) && field.checked]));
  const keep = () => store.setItem(key, read());

  function fillIn(kept) {
    for (const [name, value, ticked] of JSON.parse(kept)) {
      for (const field of fields().filter((each) => each.name === name)) {
        if (!isTick(field)) field.value = value;
        else if (field.value === value) field.checked = ticked;
      }
    }
  }

  form.addEventListener("input", keep);
  form.addEventListener("submit", () => {
    keep();
    store.setItem(SENT, key);
  });

  const kept = store.getItem(key);
  const offer = document.querySelector("[data-kept]");
  if (!offer || !kept || kept === read()) return;
  offer.hidden = false;
  offer.querySelector("[data-take]").addEventListener("click", () => {
    fillIn(kept);
    offer.hidden = true;
  });
  offer.querySelector("[data-leave]").addEventListener("click", () => {
    store.removeItem(key);
    offer.hidden = true;
  });
})();
