// A half-written form of the desk stays on this device until it is sent, thrown away, or somebody signs out.
// Comfort only: without this file a form is what it was. What is kept lies in this browser alone, for half a day at most.
(() => {
  "use strict";
  const PREFIX = "varde-form:";
  const HALF_A_DAY = 12 * 60 * 60 * 1000;
  const forget = (start = PREFIX) => {
    for (const key of Object.keys(localStorage)) if (key.startsWith(start)) localStorage.removeItem(key);
  };
  const read = (key) => {
    try {
      const found = JSON.parse(localStorage.getItem(key));
      return found && Date.now() - found.at < HALF_A_DAY ? found : null;
    } catch {
      return null;
    }
  };
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX) && !read(key)) localStorage.removeItem(key);
  } catch {
    return; // Nothing can be kept here.
  }

  document.addEventListener("submit", (event) => event.target.closest("[data-sign-out]") && forget(), true);
  for (const sent of document.querySelectorAll("[data-form-sent]")) forget(PREFIX + sent.dataset.formSent);

  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const key = PREFIX + form.dataset.keep;
  const notice = document.querySelector("[data-kept]");
  const values = () => [...new FormData(form)].filter(([name]) => !["csrf_token", "version"].includes(name));
  const text = (list) => JSON.stringify(list);
  const first = text(values());
  const unsaved = form.hasAttribute("data-unsaved"); // the house gave back what is not stored yet
  const changed = () => unsaved || text(values()) !== first;
  let leaving = false;

  const keep = () => {
    // With the version that it was written on: where somebody else has changed it since, the house says so.
    const version = form.elements.version.value;
    if (changed()) localStorage.setItem(key, JSON.stringify({ at: Date.now(), version, values: values() }));
  };
  const drop = () => {
    localStorage.removeItem(key);
    notice.hidden = true;
  };

  // The house makes the form anew from what was kept: it may have more rows than this page.
  const bring = (kept) => {
    const carrier = form.cloneNode(false);
    const put = (name, value) => carrier.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
    put("csrf_token", form.elements.csrf_token.value);
    put("version", kept.version);
    for (const [name, value] of kept.values) put(name, value);
    put("act", "back");
    document.body.append(carrier);
    leaving = true;
    carrier.submit();
  };

  // With the back button one is where one was: what stood in the fields stands there again, unasked.
  const fill = (kept) => {
    const left = new Map();
    for (const [name, value] of kept.values) left.set(name, [...(left.get(name) || []), value]);
    for (const field of form.elements) {
      if (!field.name || ["hidden", "submit"].includes(field.type)) continue;
      const stood = left.get(field.name) || [];
      if (["checkbox", "radio"].includes(field.type)) field.checked = stood.includes(field.value);
      else if (stood.length) field.value = stood.shift();
    }
    form.elements.version.value = kept.version;
  };

  const kept = unsaved ? null : read(key);
  if (kept && text(kept.values) !== first) {
    const [visit] = performance.getEntriesByType("navigation");
    if (visit && ["back_forward", "reload"].includes(visit.type)) fill(kept);
    if (text(values()) !== text(kept.values)) {
      notice.hidden = false;
      notice.querySelector("[data-bring]").addEventListener("click", () => bring(kept));
      notice.querySelector("[data-throw]").addEventListener("click", drop);
    }
  }
  if (unsaved) keep();

  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", () => {
    keep();
    leaving = true;
  });
  document.querySelector("[data-throw-away]")?.addEventListener("click", () => {
    leaving = true;
    drop();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && changed()) event.preventDefault();
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) leaving = false;
  });
})();
