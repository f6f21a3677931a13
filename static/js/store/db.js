/** One IndexedDB database for the phone: opened on demand, reopened once when the browser drops it, strict on every write. */
import { StoreError, asStoreError } from './errors.js';

const NAME = 'simulasi-tps';
const VERSION = 1;
const SLOW_MS = 15_000; // a full disk can hang a transaction instead of failing it (pouchdb#7025)

let opened = null;

/** The result of one request. */
export const result = (request) =>
  new Promise((ok, no) => {
    request.onsuccess = () => ok(request.result);
    request.onerror = () => no(request.error);
  });

function upgrade(db) {
  db.createObjectStore('meta', { keyPath: 'key' });
  db.createObjectStore('profiles', { keyPath: 'id' });
  db.createObjectStore('packs', { keyPath: 'hash' });
  db.createObjectStore('attempts', { keyPath: 'id' }).createIndex('profile', 'profile');
  db.createObjectStore('log', { keyPath: ['attempt', 'seq'] });
  db.createObjectStore('acks', { keyPath: 'attempt' });
}

function open() {
  return new Promise((ok, no) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => upgrade(request.result);
    request.onblocked = () => no(new StoreError('terhalang'));
    request.onerror = () => no(asStoreError(request.error));
    request.onsuccess = () => {
      const db = request.result;
      db.onversionchange = () => (db.close(), forget());
      db.onclose = forget;
      ok(db);
    };
  });
}

/** Drop the handle; the next use opens a fresh one. */
export function forget() {
  opened = null;
}

async function database() {
  opened ??= open().catch((e) => {
    forget();
    throw e;
  });
  return opened;
}

const finished = (tx) =>
  new Promise((ok, no) => {
    const slow = setTimeout(() => no(new StoreError('macet')), SLOW_MS);
    const end = (f) => (v) => (clearTimeout(slow), f(v));
    tx.oncomplete = end(() => ok());
    tx.onabort = end(() => no(tx.error ?? new DOMException('aborted', 'AbortError')));
  });

function abort(tx) {
  try {
    tx.abort();
  } catch {
    // already aborted by the failing request itself
  }
}

async function attemptOnce(names, mode, work) {
  const db = await database();
  const tx = db.transaction(names, mode, mode === 'readwrite' ? { durability: 'strict' } : undefined);
  const done = finished(tx);
  done.catch(() => {}); // reported below; never as an unhandled rejection
  let value;
  try {
    value = await work(tx);
  } catch (e) {
    abort(tx); // half of a unit of work is never committed
    throw e;
  }
  if (mode === 'readwrite') tx.commit?.();
  await done; // oncomplete, not a request's success: with strict durability this means "on the disk"
  return value;
}

const LOST = new Set(['InvalidStateError', 'AbortError', 'UnknownError', 'TransactionInactiveError']);

/**
 * Run `work(tx)` in one transaction and wait until it is durable. A lost connection is reopened and the work repeated once;
 * `work` gets `again = true` then, because the first try may have been committed.
 */
export async function transact(names, mode, work) {
  try {
    return await attemptOnce(names, mode, (tx) => work(tx, false));
  } catch (e) {
    if (!LOST.has(e?.name)) throw asStoreError(e);
    forget();
  }
  try {
    return await attemptOnce(names, mode, (tx) => work(tx, true));
  } catch (e) {
    throw asStoreError(e);
  }
}

export const read = (name, work) => transact([name], 'readonly', (tx) => work(tx.objectStore(name)));
export const write = (name, work) => transact([name], 'readwrite', (tx, again) => work(tx.objectStore(name), again));
