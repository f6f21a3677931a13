/* The service worker: a verified, all-or-nothing copy of the shell. The server fills in V (build id) and M ([[url, mark], ...]; the mark is 96 bits of the SHA-256).
   It keeps no state between events, never touches /api/, anything but GET, other origins, or pages other than '/'. */
'use strict';

const V = '__V__';
const M = __M__.filter(([url]) => !url.endsWith('.png')); // launcher pictures are the browser's business, not the app's
const L = __L__; // learning: not needed to begin, fetched when the page asks; once it is here every update brings it along
const SHELL = 'shell-';
const CURRENT = SHELL + V;
const MARKER = '/__m'; // written last: a cache without it is not finished
const LATER = '/__l'; // the same for L
const LATER_BUNDLE = '/later.json';
const BUNDLE = '/shell.json'; // {url: text} of this build: one trip instead of a hundred; every entry is verified like a file
const WORTH_A_BUNDLE = 12; // an update of a few files fetches those few
const AT_ONCE = 4; // kind to slow links
const MARKS = new Map([...M, ...L]);
const OF_THE_WIRE = ['Content-Encoding', 'Content-Length', 'Link']; // said of the bytes as they travelled, not of those kept

const say = async (message) => {
  for (const client of await self.clients.matchAll({ includeUncontrolled: true })) client.postMessage(message);
};

/* Entries of finished older caches by mark: an unchanged file needs no network. */
async function olderCopies() {
  const copies = new Map();
  for (const name of await caches.keys()) {
    if (!name.startsWith(SHELL) || name === CURRENT) continue;
    const cache = await caches.open(name);
    const marker = await cache.match(MARKER);
    if (!marker) continue;
    const more = await cache.match(LATER);
    if (more) copies.set(LATER, null);
    for (const each of [marker, more]) for (const [url, mark] of (await each?.json()) ?? []) copies.set(mark, () => cache.match(url));
  }
  return copies;
}

async function markOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return btoa(String.fromCharCode(...digest.subarray(0, 12)));
}

/* Any other bytes are refused: a portal's page, a half-deployed file, a stale copy. */
async function download(url, mark, cache) {
  const answer = await fetch(url, { cache, credentials: 'same-origin', redirect: 'error' });
  if (answer.status !== 200 || answer.type !== 'basic') throw new Error(`${url} ${answer.status}`);
  const bytes = await answer.arrayBuffer();
  if ((await markOf(bytes)) !== mark) throw new Error(`${url} bukan berkas versi ini`);
  const headers = new Headers(answer.headers);
  for (const name of OF_THE_WIRE) headers.delete(name);
  return new Response(bytes, { headers });
}

const MIME = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml' };
const mimeOf = (url) => MIME[url.split('.').pop()];

/* Whatever the bundle has and proves goes into the cache; the rest, or all when there is no bundle, comes file by file. */
async function unpackBundle(bundle, cache, missing, first) {
  // The page of a first visit has begun this very download (boot.js); an update must not get an old one.
  const answer = await fetch(bundle, { cache: first ? 'force-cache' : 'no-cache', credentials: 'same-origin', redirect: 'error' });
  if (answer.status !== 200) return;
  const texts = await answer.json();
  const keep = async ([url, mark]) => {
    if (!mimeOf(url) || typeof texts[url] !== 'string') return;
    const bytes = new TextEncoder().encode(texts[url]);
    if ((await markOf(bytes)) !== mark) return;
    await cache.put(url, new Response(bytes, { headers: { 'Content-Type': `${mimeOf(url)}; charset=utf-8` } }));
  };
  await Promise.all(missing.map(keep));
}

/* The page's own download first (no second trip); if that is not the right bytes, a fresh one. */
const fetchVerified = (url, mark) => download(url, mark, 'force-cache').catch(() => download(url, mark, 'reload'));

async function install() {
  const cache = await caches.open(CURRENT);
  const held = new Set((await cache.keys()).map((request) => new URL(request.url).pathname)); // an interrupted install goes on where it stopped
  const copies = await olderCopies();
  const missing = M.filter(([url, mark]) => !held.has(url) && !copies.has(mark));
  let n = held.size;
  const one = async ([url, mark]) => {
    if (!(await cache.match(url))) await cache.put(url, (await copies.get(mark)?.()) ?? (await fetchVerified(url, mark)));
    n += 1;
    if (n % 8 === 0 || n === M.length) say({ t: 'progress', v: V, n, of: M.length });
  };
  const all = (entries) => {
    const todo = entries.slice();
    const work = async () => {
      for (let entry = todo.shift(); entry; entry = todo.shift()) await one(entry);
    };
    return Promise.all(Array.from({ length: AT_ONCE }, work));
  };
  const rest = M.filter(([url]) => !held.has(url));
  if (missing.length >= WORTH_A_BUNDLE) {
    // What no bundle carries (the page itself, the manifest) comes beside it, not after it.
    const bundled = unpackBundle(BUNDLE, cache, missing, copies.size === 0).catch(() => {});
    await all(rest.filter(([url]) => !mimeOf(url)));
    await bundled;
  }
  await all(rest.filter(([url]) => missing.length < WORTH_A_BUNDLE || mimeOf(url)));
  if (copies.has(LATER)) await later(copies);
  await cache.put(MARKER, new Response(JSON.stringify(M), { headers: { 'Content-Type': 'application/json' } }));
}

/* Learning, all of it or not at all; what is here already is not fetched again. */
async function later(copies = new Map()) {
  const cache = await caches.open(CURRENT);
  const held = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const missing = L.filter(([url]) => !held.has(url));
  const strange = missing.filter(([, mark]) => !copies.has(mark));
  if (strange.length >= WORTH_A_BUNDLE) await unpackBundle(LATER_BUNDLE, cache, strange, false).catch(() => {});
  for (const [url, mark] of missing) {
    if (!(await cache.match(url))) await cache.put(url, (await copies.get(mark)?.()) ?? (await fetchVerified(url, mark)));
  }
  await cache.put(LATER, new Response(JSON.stringify(L), { headers: { 'Content-Type': 'application/json' } }));
}

async function activate() {
  for (const name of await caches.keys()) if (name.startsWith(SHELL) && name !== CURRENT) await caches.delete(name);
  await self.clients.claim();
  await say({ t: 'active', v: V });
}

/* Is every file of this build really in the cache? Asked at every start of the app; the browser may have evicted something. */
async function status() {
  const cache = await caches.open(CURRENT);
  const have = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const n = M.filter(([url]) => have.has(url)).length;
  return { t: 'status', v: V, n, of: M.length, complete: n === M.length && have.has(MARKER) };
}

/* Fill holes that the browser made; same verification as an install. */
async function repair() {
  await install();
  return status();
}

async function fromShell(path, request) {
  const cache = await caches.open(CURRENT);
  const kept = await cache.match(path, { ignoreVary: true });
  // A module that the browser evicted comes from the network only if it is this build's: two builds never meet in one page.
  return kept ?? (path === '/' ? fetch(request) : fetchVerified(path, MARKS.get(path)));
}

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));

self.addEventListener('message', (event) => {
  const port = event.ports[0];
  if (event.data === 'skip') self.skipWaiting(); // the page asks only where nothing is being played
  if (event.data === 'status') event.waitUntil(status().then((s) => port.postMessage(s)));
  if (event.data === 'later')
    event.waitUntil(later().then(() => port.postMessage({ t: 'later', complete: true }), () => port.postMessage({ t: 'later', complete: false })));
  if (event.data === 'repair')
    event.waitUntil(repair().then((s) => port.postMessage(s), () => port.postMessage({ t: 'status', v: V, complete: false })));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') {
    if (url.pathname === '/') event.respondWith(fromShell('/', request));
    return;
  }
  if (MARKS.has(url.pathname) && url.search === '') event.respondWith(fromShell(url.pathname, request));
});

/* Background sync is a bonus: it only wakes an open page, which does the sending. */
self.addEventListener('sync', (event) => {
  if (event.tag === 'kirim') event.waitUntil(say({ t: 'sync' }));
});
