// Comfort for those who look: places suggested from a list on the device, and choices that change the page in place.
(() => {
  "use strict";
  const MOST = 6;
  const FAR_KM = 150;
  const say = (text) => window.varde && window.varde.say(text);

  // As the server compares names: "Ålesund" is "alesund", "Sør-Varanger" is "sor varanger".
  const fold = (text) =>
    text
      .toLowerCase()
      .replace(/[æä]/g, "ae")
      .replace(/[øö]/g, "o")
      .replace(/đ/g, "d")
      .replace(/ŋ/g, "n")
      .replace(/ŧ/g, "t")
      .normalize("NFKD")
      .replace(/[\u0300-\u036f']/g, "")
      .replace(/[^a-z0-9]+/g, " ")
      .trim();

  // The list as it is written for a small file (directory/matching/pages/place_list.py), one object a place.
  const unfold = (counties) => {
    const places = [];
    const add = (row, where, [north, east] = [0, 0]) => {
      const [label, lat, lon, rank, others = []] = row;
      const names = [label, ...others];
      places.push({ label, where, lat: lat + north, lon: lon + east, rank, names, keys: names.map(fold) });
    };
    for (const [county, own, municipalities] of counties) {
      if (own) add(own, "");
      for (const [row, inside] of municipalities) {
        add(row, county);
        for (const each of inside) add(each, row[0], [row[1], row[2]]);
      }
    }
    return places.sort((a, b) => b.rank - a.rank || a.label.localeCompare(b.label, "nb"));
  };

  let asked;
  const places = (address) => {
    asked ||= fetch(address)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error("no list"))))
      .then(unfold);
    asked.catch(() => (asked = undefined));
    return asked;
  };

  const beginning = (all, typed) => {
    const key = fold(typed);
    if (!key || /^\d/.test(key)) return [];
    const found = graded(all, key, (name) => name);
    return found.length ? found : graded(all, digraph(key), digraph);
  };
  const graded = (all, key, spelled) => {
    // A place's own name counts before its former names and its names in other languages.
    const how = (place) => Math.min(...place.keys.map((name, at) => grade(spelled(name), key) + (at ? 0.5 : 0)));
    const fits = all.map((place) => [how(place), place]).filter(([grade]) => grade < 3);
    return fits.sort((a, b) => a[0] - b[0]).slice(0, MOST).map(([, place]) => place);
  };
  // "Aalesund", "Bodoe".
  const digraph = (key) => key.replace(/aa/g, "a").replace(/oe/g, "o").replace(/ae/g, "a");
  const grade = (name, key) => (name === key ? 0 : name.startsWith(key) ? 1 : name.includes(` ${key}`) ? 2 : 3);

  const part = (tag, text, className) => {
    const made = document.createElement(tag);
    made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  let closers = [];

  // The pattern "editable combobox with list autocomplete" of the ARIA Authoring Practices.
  const combobox = (box) => {
    const input = box.previousElementSibling.querySelector("input");
    const list = box.querySelector("[role=listbox]");
    const chosen = box.querySelector("input[name=chosen]");
    const words = box.dataset;
    let shown = [];
    let at = -1;
    let turn = 0;

    const close = () => {
      shown = [];
      at = -1;
      list.replaceChildren();
      list.hidden = true;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const point = (to) => {
      at = (to + shown.length) % shown.length;
      [...list.children].forEach((each, number) => each.setAttribute("aria-selected", String(number === at)));
      input.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    };
    const choose = (place) => {
      input.value = place.label;
      chosen.value = fold(place.label).replace(/ /g, "-");
      close();
    };
    const option = (place, number) => {
      const made = part("li", place.label, "suggestion");
      made.id = `${list.id}-${number}`;
      made.setAttribute("role", "option");
      made.setAttribute("aria-selected", "false");
      const other = place.keys.findIndex((key) => key.startsWith(fold(input.value)));
      const note = other > 0 ? `${place.where} (${place.names[other]})` : place.where;
      if (note) made.append(" ", part("span", note, "suggestion-note"));
      made.addEventListener("click", () => {
        choose(place);
        input.focus();
      });
      return made;
    };
    const suggest = async () => {
      const mine = (turn += 1);
      const all = await places(words.placeList).catch(() => []);
      if (mine !== turn || document.activeElement !== input) return;
      close();
      shown = beginning(all, input.value);
      if (!shown.length) return;
      list.replaceChildren(...shown.map(option));
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      say(shown.length === 1 ? words.one : words.many.replace("{}", shown.length));
    };
    const keys = {
      ArrowDown: async () => (shown.length ? point(at + 1) : suggest().then(() => shown.length && point(0))),
      ArrowUp: async () => (shown.length ? point(at < 0 ? -1 : at - 1) : suggest().then(() => shown.length && point(-1))),
      Enter: () => choose(shown[at]),
      Escape: () => (shown.length ? close() : ((input.value = ""), (chosen.value = ""))),
    };

    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list.id,
      autocomplete: "off",
    }))
      input.setAttribute(name, value);
    box.hidden = false;
    input.addEventListener("focus", () => places(words.placeList).catch(() => {}), { once: true });
    input.addEventListener("input", () => {
      chosen.value = "";
      suggest();
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Tab") return close();
      if (!keys[event.key] || event.isComposing || (event.key === "Enter" && at < 0)) return;
      event.preventDefault();
      keys[event.key]();
    });
    // Not on blur: the button below would move away from under the finger that presses it.
    closers.push((target) => input.form.contains(target) || close());
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    hereabouts(box, input, choose);
  };

  // The position never leaves the device: it is compared with the list, and only the name of a place is sent.
  const hereabouts = (box, input, choose) => {
    const button = box.querySelector("[data-here]");
    const told = box.querySelector("[data-here-told]");
    const words = box.dataset;
    if (!navigator.geolocation || !window.isSecureContext) return;
    button.hidden = false;
    const tell = (text) => (told.textContent = text);
    const found = async ({ coords }) => {
      const all = await places(words.placeList);
      const [place, far] = nearest(all, Math.round(coords.latitude * 100), Math.round(coords.longitude * 100));
      if (far > FAR_KM) return tell(words.far);
      choose(place);
      tell(words.found.replace("{}", place.label));
      input.focus();
    };
    button.addEventListener("click", () => {
      tell(words.looking);
      const failed = (error) => tell(error && error.code === 1 ? words.refused : words.failed);
      const wishes = { maximumAge: 600000, timeout: 15000 };
      navigator.geolocation.getCurrentPosition((at) => found(at).catch(failed), failed, wishes);
    });
  };
  const nearest = (all, lat, lon) => {
    const narrow = Math.cos((lat / 100) * (Math.PI / 180));
    const far = (place) => Math.hypot(place.lat - lat, (place.lon - lon) * narrow) * 1.112;
    return all
      .filter((place) => place.where)
      .map((place) => [place, far(place)])
      .reduce((best, each) => (each[1] < best[1] ? each : best));
  };

  // Choices that lead to the same page with another question change the page in place; whatever fails, the link leads on.
  const name = (link) => {
    const copy = link.cloneNode(true);
    copy.querySelectorAll(".only-heard, .part-count").forEach((each) => each.remove());
    return copy.textContent.trim();
  };
  const sameplace = (link) => {
    const to = new URL(link.href);
    return to.origin === location.origin && to.pathname === location.pathname && to.search !== location.search;
  };
  let now = location.pathname + location.search;
  let going;

  const swap = async (address) => {
    going?.abort();
    going = new AbortController();
    document.querySelector("main").setAttribute("aria-busy", "true"); // what comes in its place is not
    const answer = await fetch(address, { signal: going.signal });
    const to = new URL(answer.url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const main = page.querySelector("main");
    if (!answer.ok || to.pathname !== location.pathname || !main) throw new Error("another page");
    const open = [...document.querySelectorAll("main details")].map((each) => each.open);
    document.querySelector("main").replaceWith(document.adoptNode(main));
    document.querySelectorAll("main details").forEach((each, number) => (each.open ||= open[number]));
    document.querySelector("#sprak").replaceWith(document.adoptNode(page.querySelector("#sprak")));
    document.title = page.title;
    now = to.pathname + to.search;
    furnish();
    document.dispatchEvent(new Event("varde:new"));
    say(document.querySelector("main .answer")?.textContent.trim() || document.title);
  };

  const follow = async (link) => {
    const { href } = link;
    const pressed = name(link);
    history.replaceState({ y: window.scrollY }, "");
    if (!(await swapOrLoad(href))) return;
    history.pushState({ y: 0 }, "", href);
    const alike = [...document.querySelectorAll("main a.part")].filter((each) => name(each) === pressed);
    const same = alike.find((each) => each.ariaCurrent) || alike[0];
    same?.focus({ preventScroll: true });
    if (same && document.activeElement === same) return;
    document.querySelector("main").focus({ preventScroll: true });
    window.scrollTo(0, 0);
  };
  const swapOrLoad = async (address) => {
    try {
      await swap(address);
      return true;
    } catch (error) {
      if (error.name === "AbortError") return false;
      if (address === location.href) location.reload();
      else location.assign(address);
      return false;
    }
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("main a.part");
    if (!link || event.defaultPrevented || event.button) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || !inPlace() || !sameplace(link)) return;
    event.preventDefault();
    follow(link);
  });
  window.addEventListener("popstate", async (event) => {
    going?.abort();
    document.querySelector("main").removeAttribute("aria-busy");
    if (!inPlace() || location.pathname + location.search === now) return;
    if (await swapOrLoad(location.href)) window.scrollTo(0, event.state?.y ?? 0);
  });
  const inPlace = () => document.querySelector("main[data-in-place]");

  const furnish = () => {
    closers = [];
    document.querySelectorAll("[data-place-list]").forEach(combobox);
  };
  for (const name of ["pointerdown", "focusin"])
    document.addEventListener(name, (event) => closers.forEach((close) => close(event.target)));
  furnish();
})();
