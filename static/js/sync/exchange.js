/** One question to the server and a believable answer, or a typed failure. Nothing else in the app calls fetch on /api/. */
import { randomHex } from '../platform/uuid.js';
import { wishOf } from './backoff.js';
import { isOurs } from './states.js';

const STALL_MS = 20_000;
const SLOWEST_BYTES_PER_MS = 1; // a 1 kB/s link may take this long to carry our own body before the first byte comes back

/**
 * `kind`: `offline` (no connection, or silence), `portal` (somebody else answered), `login` (401), `large` (413), `wait` (429, 503),
 * `server` (5xx), `refused` (our server said no; `code` and `message` are its own).
 */
export class ExchangeError extends Error {
  constructor(kind, { code = kind, message = kind, wish = 0, status = 0 } = {}) {
    super(message);
    this.name = 'ExchangeError';
    Object.assign(this, { kind, code, wish, status });
  }
}

async function gzip(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The body as bytes, giving up only after `ms` without a single byte: slow is not dead. */
async function readAll(response, alive) {
  if (!response.body?.getReader) return new Uint8Array(await response.arrayBuffer());
  const reader = response.body.getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    alive();
    parts.push(value);
    size += value.length;
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) (all.set(part, at), (at += part.length));
  return all;
}

/** Fetch bytes with a stall guard; `onBytes(n)` as they come. */
export async function fetchBytes(fetcher, url, options = {}, { stall = STALL_MS, onBytes } = {}) {
  const abort = new AbortController();
  let timer;
  let got = 0;
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(() => abort.abort(), stall);
  };
  alive();
  try {
    const response = await fetcher(url, { redirect: 'error', credentials: 'omit', signal: abort.signal, ...options });
    alive();
    const counted = onBytes ? countBytes(response, (n) => onBytes((got += n))) : response;
    return { response, bytes: await readAll(counted, alive) };
  } catch (e) {
    throw new ExchangeError('offline', { message: String(e?.message ?? e) });
  } finally {
    clearTimeout(timer);
  }
}

function countBytes(response, add) {
  if (!response.body?.getReader) return response;
  const inner = response.body.getReader();
  const read = () => inner.read().then((r) => (r.value && add(r.value.length), r));
  return { body: { getReader: () => ({ read }) } };
}

function decode(response, bytes) {
  if (!(response.headers.get('content-type') ?? '').startsWith('application/json')) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

function fail(response, body, ours) {
  const status = response.status;
  const wish = wishOf(response.headers.get('retry-after'));
  // These three change nothing but *when* and *how much* we send, so a proxy in front of our server may say them too.
  if (status === 413) throw new ExchangeError('large', { status });
  if (status === 429 || status === 503) throw new ExchangeError('wait', { status, wish, ...(ours ? body.error : {}) });
  if (!ours || !body.error) throw new ExchangeError(status >= 500 ? 'server' : 'portal', { status });
  if (status === 401) throw new ExchangeError('login', { status, ...body.error });
  throw new ExchangeError(status >= 500 ? 'server' : 'refused', { status, ...body.error });
}

/** POST (or GET when `body` is null) and return the answer, believed. */
export async function exchange(path, body, { token = '', fetcher = (...a) => fetch(...a), compress = false } = {}) {
  const nonce = randomHex(16);
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const options = { method: body ? 'POST' : 'GET', headers, cache: 'no-store' };
  let size = 0;
  if (body) {
    headers['Content-Type'] = 'application/json';
    options.body = JSON.stringify({ nonce, ...body });
    if (compress && typeof CompressionStream === 'function' && options.body.length > 600) {
      options.body = await gzip(options.body);
      headers['Content-Encoding'] = 'gzip';
    }
    size = options.body.length;
  }
  const url = body ? path : `${path}?nonce=${nonce}`;
  const { response, bytes } = await fetchBytes(fetcher, url, options, { stall: STALL_MS + size / SLOWEST_BYTES_PER_MS });
  const answer = decode(response, bytes);
  const ours = isOurs(answer, nonce);
  if (response.status !== 200 || answer?.error) fail(response, answer, ours);
  if (!ours) throw new ExchangeError('portal', { status: response.status });
  return answer;
}
