// Comfort only: every page works without this file. The way out, and the list on this device.
(() => {
  "use strict";
  const exit = document.querySelector("[data-leave]");
  if (!exit) return;

  // What lies on the device goes too: what stays behind could be read by whoever came in.
  const forget = () => {
    for (const name of ["sessionStorage", "localStorage"]) {
      try {
        window[name].clear();
      } catch {
        // A browser that keeps nothing has nothing to forget.
      }
    }
    if (window.caches) caches.keys().then((names) => names.forEach((name) => caches.delete(name)), () => {});
    if (navigator.serviceWorker)
      navigator.serviceWorker.getRegistrations().then((all) => all.forEach((each) => each.unregister()), () => {});
  };

  // Replaces this page in the tab's history, and blanks it while the next one loads.
  let left = false;
  const leave = () => {
    left = true;
    document.documentElement.hidden = true;
    document.title = "";
    forget();
    window.location.replace(exit.href);
  };

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-leave]")) return;
    event.preventDefault();
    leave();
  });

  // Three Shifts within a second and a half; any other key starts the count again.
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    const now = event.timeStamp;
    presses = event.key === "Shift" ? [...presses, now].filter((time) => now - time < 1500) : [];
    if (presses.length >= 3) leave();
  });

  // The back button may bring the page back from memory just as it was, with what somebody typed.
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const form of document.forms) form.reset();
    if (left) leave();
  });
})();

// The list: ids in this tab's own memory, or in the device's where the visitor chose that on the list's page.
(() => {
  "use strict";
  const KEY = "varde-list";
  const MOST = 20;
  const link = document.querySelector("[data-list]");
  if (!link) return;
  try {
    sessionStorage.getItem(KEY);
    localStorage.getItem(KEY);
  } catch {
    return; // Nothing can be kept here: the stars stay plain links, and the list goes along in the address.
  }
  const words = link.dataset;
  const split = (text) =>
    [...new Set((text || "").split(",").filter((id) => /^[A-Za-z0-9]{1,40}$/.test(id)))].slice(0, MOST);
  const longer = () => localStorage.getItem(KEY) !== null;
  const stored = () => split(longer() ? localStorage.getItem(KEY) : sessionStorage.getItem(KEY));
  const isList = () => document.querySelector("[data-list-page]");
  const carried = () => (isList() ? [] : split(new URL(location.href).searchParams.get("kept")));
  const ids = () => split([...stored(), ...carried()].join());

  const status = document.createElement("p");
  status.className = "only-heard";
  status.setAttribute("role", "status");
  document.body.append(status);
  const say = (text) => {
    status.textContent = "";
    setTimeout(() => (status.textContent = text), 50);
  };

  // Where a script keeps the list, addresses need not.
  const lighten = () => {
    for (const each of document.querySelectorAll("a[href*='kept='], form[action*='kept=']")) {
      const name = each.tagName === "A" ? "href" : "action";
      const address = new URL(each.getAttribute(name), location.href);
      address.searchParams.delete("kept");
      each.setAttribute(name, address.pathname + address.search + address.hash);
    }
    const here = new URL(location.href);
    if (!here.searchParams.has("kept")) return;
    here.searchParams.delete("kept");
    history.replaceState(history.state, "", here);
  };

  const save = (list, kept = longer()) => {
    sessionStorage.removeItem(KEY);
    localStorage.removeItem(KEY);
    if (kept) localStorage.setItem(KEY, list.join());
    else if (list.length) sessionStorage.setItem(KEY, list.join());
    lighten();
    show();
    document.dispatchEvent(new Event("varde:list"));
  };

  const address = (list = ids()) => link.pathname + (list.length ? `?listing=${list.join()}` : "");

  const show = () => {
    const list = ids();
    link.href = address(list);
    link.querySelector("[data-list-count]").textContent = list.length ? ` (${list.length})` : "";
    if (isList()) return; // there a star takes off what its page shows
    for (const star of document.querySelectorAll("[data-star]")) {
      const on = list.includes(star.dataset.star);
      star.setAttribute("role", "button");
      star.classList.toggle("star-on", on);
      star.querySelector("[data-star-words]").textContent = on ? words.on : words.off;
    }
  };

  const press = (star) => {
    const id = star.dataset.star;
    const list = ids();
    const on = list.includes(id);
    if (!on && list.length >= MOST) return say(words.full);
    save(on ? list.filter((each) => each !== id) : [...list, id]);
    say((on ? words.taken : words.put).replace("{}", star.dataset.name));
  };

  // On the list's own page a star leads on to the page without that listing.
  document.addEventListener("click", (event) => {
    const star = event.target.closest("[data-star]");
    if (!star || isList() || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    press(star);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches("[data-star]")) return;
    event.preventDefault();
    event.target.click();
  });

  document.addEventListener("varde:new", show);
  window.addEventListener("storage", show);
  window.addEventListener("pageshow", (event) => event.persisted && show());
  window.varde = Object.freeze({ address, ids, longer, save, say, split, stored });
  if (isList()) lighten();
  show();
})();
