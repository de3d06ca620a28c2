/**
 * Keeps the crews' page (crew.html and its files) for phones without a connection. It answers for
 * nothing else: the day and the reports that wait are kept by the page itself.
 */
const CACHE = "fleettickets.crew";
const PATIENCE_MS = 4_000;
/** The address of the page, which is also what this worker is limited to. */
const PAGE = registration.scope;

/** Fetches the page, and keeps it with exactly the files that it names. */
async function refresh() {
  const response = await fetch(PAGE, { cache: "no-cache" });
  if (!response.ok) return;
  const text = await response.clone().text();
  const files = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, name]) => new URL(name, PAGE).href);
  const cache = await caches.open(CACHE);
  for (const file of files) if (!(await cache.match(file))) await cache.add(file);
  await cache.put(PAGE, response);
  for (const { url } of await cache.keys()) {
    if (url !== PAGE && !files.includes(url)) await cache.delete(url);
  }
}

/** The kept answer; else the network's. */
async function kept(request) {
  return (await (await caches.open(CACHE)).match(request)) ?? fetch(request);
}

/** The network's page, or the kept one if the network gives none soon. */
async function page(request) {
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const asked = fetch(request).catch(() => undefined);
  const response = await Promise.race([asked, late]);
  if (response?.ok) return response;
  const found = await (await caches.open(CACHE)).match(PAGE);
  return found ?? (await asked) ?? Response.error();
}

addEventListener("install", (event) => event.waitUntil(refresh().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (event.request.mode === "navigate") {
    if (url.origin + url.pathname !== PAGE) return;
    event.respondWith(page(event.request));
    event.waitUntil(refresh().catch(() => undefined));
  } else if (/\/assets\/|\.svg$/.test(url.pathname)) {
    event.respondWith(kept(event.request));
  }
});
