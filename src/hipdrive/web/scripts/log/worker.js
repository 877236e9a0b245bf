// Keeps the gym logger's page on the phone: it opens from there at once, and is fetched anew behind it while there is signal.
// VERSION and FILES stand before this text: the program's fingerprint and the addresses of scripts and icon.
const PAGE = new URL(self.registration.scope).pathname;
const PREFIX = `hipdrive-log ${PAGE} `;
const CACHE = PREFIX + VERSION;
const CHOICES = `${PREFIX}choices`; // what the page itself keeps beside it
const WITHIN_MS = 8000;
const LATER_MS = 1000; // the page that opens has the phone to itself first
const OURS = "x-hipdrive-log";

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(settle()));
self.addEventListener("message", ({ data }) => data === "take over" && self.skipWaiting());
self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (pathname === PAGE && mode === "navigate") event.respondWith(page(event));
  else if (FILES.includes(pathname)) event.respondWith(kept(event.request, pathname));
});

// All or nothing: a version that cannot be fetched whole does not take the place of the one before.
const fill = async () => {
  const answers = await Promise.all([...FILES, PAGE].map((address) => fetch(address, { cache: "no-cache", credentials: "same-origin" })));
  if (answers.some(({ ok, redirected }) => !ok || redirected)) throw new TypeError("not whole");
  if (answers.at(-1).headers.get(OURS) !== VERSION) throw new TypeError("another version");
  const cache = await caches.open(CACHE);
  await Promise.all([...FILES, PAGE].map((address, place) => cache.put(address, answers[place])));
};

const settle = async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE && name !== CHOICES).map((name) => caches.delete(name)));
  await self.clients.claim();
};

const page = async (event) => {
  const held = await caches.match(PAGE, { cacheName: CACHE });
  if (!held) return fetch(event.request);
  event.waitUntil(refresh(held.clone()).catch(() => {}));
  return held;
};

// Fetch the page behind the one that is shown; what is no page of ours, such as a WiFi's own sign-in, changes nothing.
const refresh = async (held) => {
  await new Promise((done) => setTimeout(done, LATER_MS));
  const answer = await fetch(PAGE, { credentials: "same-origin", redirect: "manual", signal: AbortSignal.timeout(WITHIN_MS) });
  const cache = await caches.open(CACHE);
  if (answer.status === 403 || answer.status === 404) return Promise.all([cache.delete(PAGE), caches.delete(CHOICES)]);
  const version = answer.headers.get(OURS);
  if (!answer.ok || !version) return;
  if (version !== VERSION) return self.registration.update();
  const text = await answer.clone().text();
  if (text === (await held.text())) return;
  await cache.put(PAGE, answer);
  const seen = await self.clients.matchAll({ type: "window" });
  seen.filter(({ url }) => new URL(url).pathname === PAGE).forEach((client) => client.postMessage("changed"));
};

const kept = async (request, address) => (await caches.match(address, { cacheName: CACHE })) ?? fetch(request);
