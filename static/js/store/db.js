/** One IndexedDB database for the phone: opened on demand, reopened once when the browser drops it, strict on every write. */
import { StoreError, asStoreError } from './errors.js';

const NAME = 'simulasi-tps';
const VERSION = 2;
const SLOW_MS = 15_000; // a full disk can hang a transaction instead of failing it (pouchdb#7025)

let opened = null;

/** The result of one request. */
export const result = (request) =>
  new Promise((ok, no) => {
    request.onsuccess = () => ok(request.result);
    request.onerror = () => no(request.error);
  });

/** One step for each version that was ever released; a phone may come from any of them. Tested from each (tests/e2e/test_store_upgrade.py). */
const STEPS = [
  (db) => {
    db.createObjectStore('meta', { keyPath: 'key' });
    db.createObjectStore('profiles', { keyPath: 'id' });
    db.createObjectStore('packs', { keyPath: 'hash' });
    db.createObjectStore('attempts', { keyPath: 'id' }).createIndex('profile', 'profile');
    db.createObjectStore('log', { keyPath: ['attempt', 'seq'] });
    db.createObjectStore('acks', { keyPath: 'attempt' });
  },
  (db) => {
    db.createObjectStore('keys', { keyPath: 'profile' }); // each person's signing key, not extractable
    db.createObjectStore('carried', { keyPath: 'digest' }); // sealed bundles of others
    db.createObjectStore('inbox', { keyPath: ['profile', 'kind', 'id'] }); // what the server has for this person
    db.createObjectStore('crew', { keyPath: 'id' }); // group sessions: the owner of a record decides its shape
  },
];

function open(asItIs = false) {
  return new Promise((ok, no) => {
    const request = asItIs ? indexedDB.open(NAME) : indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = (e) => STEPS.slice(e.oldVersion).forEach((step) => step(request.result));
    request.onblocked = () => no(new StoreError('terhalang'));
    // A newer app was here before (the server was rolled back). Steps only ever add, so its database serves as it is.
    request.onerror = () => (request.error.name === 'VersionError' && !asItIs ? ok(open(true)) : no(asStoreError(request.error)));
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
  if (mode !== 'readwrite') return value; // what was read is read; a start asks a dozen times
  tx.commit?.();
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
