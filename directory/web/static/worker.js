// Works only where somebody asked for it. Keeps the numbers to call, and never anything that was searched for.
// TOLD stands above: root, mark, pages (by language), files.
const SHELL = `varde-shell-${TOLD.mark}`;
const LIST = "varde-list";
const ALONE = /^\/(skrivebord|logg-inn|bekreft|api|arbeider\.js)(\/|$)/;
const BLANK = '<!doctype html><html lang="nb"><meta charset="utf-8"><title>Været</title></html>';

// A path without what the site is mounted under and without its language.
const parts = (url) => {
  const path = url.pathname.slice(TOLD.root.length);
  const prefix = Object.keys(TOLD.pages).find((each) => each && `${path}/`.startsWith(`${each}/`)) || "";
  return { prefix, path: path.slice(prefix.length) || "/" };
};

// A copy: a browser refuses to show what was reached by a redirect.
const shown = async (kept) => new Response(await kept.blob(), { headers: { "Content-Type": "text/html; charset=utf-8" } });

const offline = async (url) => {
  const { prefix, path } = parts(url);
  if (path === "/forlat") return new Response(BLANK, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  const listing = path.match(/^\/tilbud\/([A-Za-z0-9]{1,40})(-[^/.]*)?$/);
  const name = path === "/liste" ? path : listing && `/tilbud/${listing[1]}`;
  const kept = name && (await caches.has(LIST)) && (await (await caches.open(LIST)).match(TOLD.root + name));
  return shown(kept || (await caches.match(TOLD.pages[prefix])));
};

self.addEventListener("install", (event) => {
  const wanted = [...new Set([...Object.values(TOLD.pages), ...TOLD.files])].map((path) => new Request(path, { cache: "reload" }));
  event.waitUntil(caches.open(SHELL).then((cache) => cache.addAll(wanted)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name !== SHELL && name !== LIST);
  const tidy = caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name))));
  event.waitUntil(tidy.then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  const { path } = parts(url);
  if (ALONE.test(path)) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => offline(url)));
  } else if (path.startsWith("/static/")) {
    const found = caches.match(TOLD.root + path + url.search);
    event.respondWith(found.then((kept) => kept || fetch(request)));
  }
});
