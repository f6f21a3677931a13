/** Fetch packs: the bytes must hash to the name before they are stored. The list may come from anybody, the bytes prove themselves. */
import { ExchangeError, exchange, fetchBytes } from './exchange.js';

const HASH = /^[0-9a-f]{64}$/;

/** The published packs, believed (marker and nonce). `keys(kunci)` is told the server's public keys for certificates. */
export async function publishedPacks(options = {}, keys = () => {}) {
  const { packs, kunci } = await exchange('/api/packs', null, options);
  if (kunci) await keys(kunci);
  return (packs ?? []).filter((p) => HASH.test(p.hash));
}

/** Download one pack and store it with `put(hash, bytes)`, which verifies. `onBytes(received)` while it comes. */
export async function fetchPack(hash, put, { fetcher = (...a) => fetch(...a), onBytes } = {}) {
  const get = async (cache) => {
    const { response, bytes } = await fetchBytes(fetcher, `/packs/${hash}.json`, { cache }, { onBytes });
    if (response.status !== 200) throw new ExchangeError(response.status >= 500 ? 'server' : 'portal', { status: response.status });
    await put(hash, bytes.buffer);
  };
  try {
    await get('default');
  } catch (e) {
    if (e.code !== 'paket-rusak') throw e;
    await get('reload'); // a portal's page may sit in the browser's own cache under this name
  }
}

const ORDER = { singkat: 0, sedang: 1, penuh: 2 };
const bySize = (a, b) => (ORDER[a.size] ?? 3) - (ORDER[b.size] ?? 3);

/** What a phone needs first: the newest checklist and the smallest day; they decide "siap tanpa sinyal". */
export function firstPacks(published) {
  const newest = [...published].reverse(); // the server lists the newest last
  const list = newest.find((p) => p.kind === 'daftar_periksa');
  const day = newest.filter((p) => p.kind === 'hari').sort(bySize)[0];
  return [day, list].filter(Boolean);
}

const LEARNING = new Set(['belajar', 'latihan', 'uji']);
const family = (p) => `${p.kind}/${p.size}/${p.ruleset}`;

/** What else to fetch by itself: every list and day that is not `penuh` (that one is for groups, on request), and the newest of each bank, test and course. */
export function laterPacks(published, held) {
  const newest = new Map(published.filter((p) => LEARNING.has(p.kind)).map((p) => [family(p), p.hash]));
  const wanted = (p) => !held.has(p.hash) && p.size !== 'penuh' && (!LEARNING.has(p.kind) || newest.get(family(p)) === p.hash);
  return published.filter(wanted).sort(bySize).slice(0, 12);
}
