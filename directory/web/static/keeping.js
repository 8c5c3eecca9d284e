// What is kept on this device, on the visitor's word alone: the list for longer, and Varde without a network.
(() => {
  "use strict";
  const LIST_PAGES = "varde-list";
  const list = window.varde;
  const every = (selector) => [...document.querySelectorAll(selector)];
  const reveal = (selector, shown) => every(selector).forEach((each) => (each.hidden = !shown));
  const pressed = (selector, act) => every(selector).forEach((each) => each.addEventListener("click", act));
  const hasWorker = async () =>
    Boolean(navigator.serviceWorker && (await navigator.serviceWorker.getRegistration()));

  // One after the other, and the last word counts: pages still under way are not kept once they were to be taken away.
  let last = Promise.resolve();
  let word = 0;
  const inTurn = (act) => (last = last.then(act, act));
  const dropPages = () => {
    word += 1;
    return inTurn(() => caches.delete(LIST_PAGES));
  };

  // The pages of the list, under addresses without language and title; the old ones go only when all new ones are here.
  const keepPages = async (ids) => {
    const mine = (word += 1);
    const [home, path] = list.address([]).split(/liste$/)[0].match(/^(.*?)(?:\/(?:nn|en))?\/$/);
    const wanted = [["/liste", list.address(ids)], ...ids.map((id) => [`/tilbud/${id}`, `${home}tilbud/${id}`])];
    const found = await Promise.all(wanted.map(([, address]) => fetch(address)));
    await inTurn(async () => {
      if (mine !== word || document.documentElement.hidden) return; // who leaves hides the page first
      await caches.delete(LIST_PAGES);
      if (!ids.length) return;
      const cache = await caches.open(LIST_PAGES);
      await Promise.all(wanted.map(([name], at) => found[at].ok && cache.put(path + name, found[at])));
    });
  };

  const forgetAll = async () => {
    if (window.caches) for (const name of await caches.keys()) await caches.delete(name);
    if (navigator.serviceWorker)
      for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
    localStorage.clear();
    sessionStorage.clear();
  };

  const listPage = async (page) => {
    const here = list.split(page.dataset.ids);
    const asked = list.split(new URL(location.href).searchParams.get("listing"));
    const stored = list.stored();
    if (!asked.length && stored.length) return location.replace(list.address());
    const mine = stored.length === asked.length && stored.every((id) => asked.includes(id));
    if (mine && stored.join() !== here.join()) list.save(here);
    const show = async () => {
      const some = here.length > 0;
      const keeps = Boolean(window.caches) && (await caches.has(LIST_PAGES));
      const worker = await hasWorker();
      reveal("[data-list-take]", some && !mine);
      reveal("[data-list-longer]", some && mine && !list.longer());
      reveal("[data-list-shorter]", list.longer());
      reveal("[data-list-empty]", mine);
      reveal("[data-list-copy]", some && Boolean(navigator.clipboard));
      reveal("[data-list-offline]", mine && some && worker && !keeps);
      reveal("[data-list-online]", keeps);
    };
    const then = (act, words) => async () => {
      await act();
      await show();
      list.say(page.dataset[words]);
    };
    every("[data-star], [data-list-move]").forEach((each) =>
      each.addEventListener("click", () => {
        if (mine) list.save(list.split(new URL(each.href).searchParams.get("listing")));
      }),
    );
    pressed("[data-list-take]", () => {
      list.save(list.split([...stored, ...here].join()));
      location.assign(list.address());
    });
    pressed("[data-list-longer] button", then(() => list.save(here, true), "longer"));
    pressed("[data-list-shorter] button", then(() => list.save(here, false), "shorter"));
    pressed("[data-list-copy]", then(() => navigator.clipboard.writeText(location.href), "copied"));
    pressed("[data-list-offline] button", then(() => keepPages(here), "offline"));
    pressed("[data-list-online] button", then(dropPages, "online"));
    pressed("[data-list-empty]", async (event) => {
      if (!mine) return;
      event.preventDefault();
      if (window.caches) await dropPages();
      list.save([], false);
      location.replace(list.address([]));
    });
    await show();
    if (mine && window.caches && (await caches.has(LIST_PAGES))) keepPages(here).catch(() => {});
  };

  // A note to oneself lies in this tab's memory. It stands in no form, and goes to nobody.
  const NOTE = "varde-note";
  const notePart = (part) => {
    const field = part.querySelector("textarea");
    field.value = sessionStorage.getItem(NOTE) || "";
    field.addEventListener("input", () => {
      if (field.value) sessionStorage.setItem(NOTE, field.value);
      else sessionStorage.removeItem(NOTE);
    });
    part.hidden = false;
  };

  const choosePage = async (page) => {
    const can = Boolean(navigator.serviceWorker && window.caches);
    const show = async () => {
      const on = can && (await hasWorker());
      reveal("[data-phone-on]", can && !on);
      reveal("[data-phone-off]", on || list.longer());
      reveal("[data-phone-is-on]", on);
    };
    const then = (act, words) => async () => {
      try {
        await act();
        list.say(page.dataset[words]);
      } catch {
        list.say(page.dataset.failed);
      }
      await show();
    };
    const begin = async () => {
      await navigator.serviceWorker.register(page.dataset.worker, { scope: page.dataset.scope });
      await navigator.serviceWorker.ready;
    };
    pressed("[data-phone-on] button", then(begin, "on"));
    pressed("[data-phone-off] button", then(forgetAll, "off"));
    reveal("[data-phone-script]", false);
    reveal("[data-phone-never]", !can);
    await show();
  };

  if (!list) return;
  const listed = document.querySelector("[data-list-page]");
  const phone = document.querySelector("[data-phone-page]");
  every("[data-note]").forEach(notePart);
  if (listed) listPage(listed);
  if (phone) choosePage(phone);
})();
