/* The service worker: a verified, all-or-nothing copy of the shell. `/sw.js` itself holds what differs from build to build, and fetches this:
   V, the build id; ALL and LATER, lists of [url, mark] (72 bits of the SHA-256): what the phone needs to play without signal, and what may
   come when it is ready; TOGETHER, which modules start together: [group, [url, ...]]. join.js, in front of this, makes one file of each group.
   It keeps no state between events, never touches /api/, anything but GET, other origins, or pages other than '/'. */
'use strict';

const M = ALL.filter(([url]) => !url.endsWith('.png')); // launcher pictures are the browser's business, not the app's
const L = LATER;
const SHELL = 'shell-';
const CURRENT = SHELL + V;
const JOINED = `gabung-${V}`; // made here from the verified files; without it they serve as they are
const MARKER = '/__m'; // written last: a cache without it is not finished
const BUNDLE = '/shell.json'; // {url: text} of M: one trip instead of a hundred; every entry is verified like a file
const REST = '/later.json'; // the same of L
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
    for (const [url, mark] of await marker.json()) copies.set(mark, () => cache.match(url));
  }
  return copies;
}

const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
const digest = async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const digestOf = (text) => digest(new TextEncoder().encode(text));
const markOf = async (bytes) => base64((await digest(bytes)).subarray(0, 9));

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

const UTF8 = '; charset=utf-8';
const MIME = { js: `text/javascript${UTF8}`, css: `text/css${UTF8}`, svg: 'image/svg+xml', webmanifest: 'application/manifest+json' };
const mimeOf = (url) => MIME[url.split('.').pop()];

/* Whatever the bundle has and proves goes into the cache; the rest, or all when there is no bundle, comes file by file. */
async function unpackBundle(cache, missing, bundle, mode) {
  const answer = await fetch(bundle, { cache: mode, credentials: 'same-origin', redirect: 'error' });
  if (answer.status !== 200) return;
  const texts = await answer.json();
  const keep = async ([url, mark]) => {
    if (!mimeOf(url) || typeof texts[url] !== 'string') return;
    const bytes = new TextEncoder().encode(texts[url]);
    if ((await markOf(bytes)) !== mark) return;
    await cache.put(url, new Response(bytes, { headers: { 'Content-Type': mimeOf(url) } }));
  };
  await Promise.all(missing.map(keep));
}

/* The page's own download first (no second trip); if that is not the right bytes, a fresh one. */
const fetchVerified = (url, mark) => download(url, mark, 'force-cache').catch(() => download(url, mark, 'reload'));

/* Everything of the list that is not in this build's cache yet, from older copies or the network; an interrupted fill goes on where it stopped. */
async function fill(list, copies, bundle, mode) {
  const cache = await caches.open(CURRENT);
  const held = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const todo = list.filter(([url]) => !held.has(url));
  const missing = todo.filter(([, mark]) => !copies.has(mark));
  let n = list.length - todo.length;
  const one = async ([url, mark]) => {
    if (!(await cache.match(url))) await cache.put(url, (await copies.get(mark)?.()) ?? (await fetchVerified(url, mark)));
    n += 1;
    if (list === M && (n % 8 === 0 || n === M.length)) say({ t: 'progress', v: V, n, of: M.length });
  };
  /* After a failure nothing new is begun, but what is under way still comes in: it was paid for. */
  const all = async (entries) => {
    const queue = entries.slice();
    const failures = [];
    const work = async () => {
      for (let entry = queue.shift(); entry; entry = queue.shift())
        await one(entry).catch((error) => {
          failures.push(error);
          queue.length = 0;
        });
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (failures.length) throw failures[0];
  };
  if (missing.length >= WORTH_A_BUNDLE) {
    // What no bundle carries (the page itself, with its headers) comes beside it, not after it.
    const bundled = unpackBundle(cache, missing, bundle, mode).catch(() => {});
    await all(todo.filter(([url]) => !mimeOf(url)));
    await bundled;
    await all(todo.filter(([url]) => mimeOf(url)));
  } else await all(todo);
}

const mark = async (list) =>
  (await caches.open(CURRENT)).put(MARKER, new Response(JSON.stringify(list), { headers: { 'Content-Type': 'application/json' } }));

const SCRIPT = { headers: { 'Content-Type': MIME.js } };

/* One file for each group of modules, out of what is here. A group that is not here yet joins when it is (`later`). */
async function joinUp() {
  const cache = await caches.open(CURRENT);
  const texts = new Map();
  for (const [url] of TOGETHER.length ? [...M, ...L] : []) {
    const kept = url.endsWith('.js') && (await cache.match(url));
    if (kept) texts.set(url, await kept.text());
  }
  const joined = await caches.open(JOINED);
  const made = join(texts, TOGETHER);
  for (const [url, text] of made) await joined.put(url, new Response(text, SCRIPT));
  const page = TOGETHER.length && (await cache.match('/'));
  if (page) await joined.put('/', await whole(page, async (url) => made.get(url) ?? (await cache.match(url))?.text()));
}

/* The page with its sheets and scripts in it: six answers less to wait for, and nothing that stops its reading. The policy lets in exactly
   these texts, by their hashes; a text that would not mean the same inside a page stays outside. */
async function whole(page, textOf) {
  const html = await page.text();
  const allowed = { script: '', style: '' };
  const parts = [];
  let at = 0;
  for (const found of html.matchAll(/<script src="([^"]+)"([^>]*)><\/script>|<link rel="stylesheet" href="([^"]+)"([^>]*)>/g)) {
    const [tag, url] = found[1] ? ['script', found[1]] : ['style', found[3]];
    const text = await textOf(url);
    if (!text || /<\/|<!--|url\(|@import|^\s*import\s*["'{*]/.test(text)) continue;
    allowed[tag] += ` 'sha256-${base64(await digestOf(text))}'`;
    parts.push(html.slice(at, found.index), `<${tag}${found[2] ?? found[4] ?? ''}>${text}</${tag}>`);
    at = found.index + found[0].length;
  }
  const headers = new Headers(page.headers);
  const policy = headers.get('Content-Security-Policy');
  if (policy) headers.set('Content-Security-Policy', policy.replace(/(script|style)-src 'self'/g, (rule, tag) => rule + allowed[tag]));
  // What every start runs begins with the page, not when the page's own script has asked for it.
  headers.set('Link', `<${JOINED_AT}${TOGETHER[0][0]}.js>; rel=modulepreload`);
  return new Response(parts.join('') + html.slice(at), { headers });
}

async function install() {
  await fillAll();
  await joinUp();
}

async function fillAll() {
  const copies = await olderCopies();
  // The page of a first visit has begun this very download (boot.js); an update must not get an old one.
  await fill(M, copies, BUNDLE, copies.size ? 'no-cache' : 'force-cache');
  if (!copies.size) return mark(M);
  await fill(L, copies, REST, 'no-cache'); // an update takes nothing away from what the phone can do without signal
  return mark([...M, ...L]);
}

/* Asked by the page when the phone is ready to play. */
async function later() {
  await fill(L, new Map(), REST, 'no-cache');
  await joinUp();
  await mark([...M, ...L]);
  return status();
}

async function activate() {
  for (const name of await caches.keys()) if (/^(shell|gabung)-/.test(name) && name !== CURRENT && name !== JOINED) await caches.delete(name);
  await self.clients.claim();
  await say({ t: 'active', v: V });
}

/* Is every file of this build really in the cache? Asked at every start of the app; the browser may have evicted something. */
async function status() {
  const cache = await caches.open(CURRENT);
  const have = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const n = M.filter(([url]) => have.has(url)).length;
  return { t: 'status', v: V, n, of: M.length, complete: n === M.length && have.has(MARKER), all: L.every(([url]) => have.has(url)) };
}

/* Fill holes that the browser made; same verification as an install. */
async function repair() {
  await install();
  return status();
}

/* What this worker made itself; made again when the browser has lost it. */
async function together(path) {
  const kept = () => caches.match(path, { cacheName: JOINED });
  return (await kept()) ?? (await joinUp().then(kept)) ?? Response.error();
}

async function fromShell(path, request) {
  const joined = (path === '/' || path.endsWith('.js')) && (await caches.match(path, { cacheName: JOINED, ignoreVary: true }));
  if (joined) return joined;
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
  const work = { repair, later }[event.data];
  if (work) event.waitUntil(work().then((s) => port.postMessage(s), () => port.postMessage({ t: 'status', v: V, complete: false })));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') {
    if (url.pathname === '/') event.respondWith(fromShell('/', request));
    return;
  }
  if (url.pathname.startsWith(JOINED_AT)) event.respondWith(together(url.pathname));
  if (MARKS.has(url.pathname) && url.search === '') event.respondWith(fromShell(url.pathname, request));
});

/* Background sync is a bonus: it only wakes an open page, which does the sending. */
self.addEventListener('sync', (event) => {
  if (event.tag === 'kirim') event.waitUntil(say({ t: 'sync' }));
});
