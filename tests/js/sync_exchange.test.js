import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { exchange, fetchBytes } from '../../static/js/sync/exchange.js';
import { fetchPack, firstPacks, laterPacks } from '../../static/js/sync/packs.js';
import { sha256Hex } from '../../static/js/platform/digest.js';

let server;
let base;
let answer = () => {};
before(async () => {
  server = http.createServer((req, res) => {
    const chunks = [];
    req.on('data', (c) => chunks.push(c));
    req.on('end', () => answer(req, res, Buffer.concat(chunks)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${server.address().port}`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const fetcher = (path, options) => fetch(base + path, options);
const ask = (options = {}) => exchange('/api/x', { a: 1 }, { fetcher, ...options });
const json = (res, status, body, headers = {}) => {
  res.writeHead(status, { 'Content-Type': 'application/json', ...headers });
  res.end(typeof body === 'string' ? body : JSON.stringify(body));
};
const nonceOf = (body) => JSON.parse(body).nonce;
const ours = (body) => ({ marker: 'simulasi-tps', protocol: 1, nonce: nonceOf(body), server_epoch: 'e' });
const kind = (promise) => promise.then(() => 'ok', (e) => e.kind);

test('our answer is believed', async () => {
  answer = (req, res, body) => json(res, 200, { ...ours(body), x: 7 });
  assert.equal((await ask()).x, 7);
});

test('[fault 32] a captive portal is never an acknowledgement', async () => {
  answer = (req, res) => (res.writeHead(200, { 'Content-Type': 'text/html' }), res.end('<html>Selamat datang di Wi-Fi</html>'));
  assert.equal(await kind(ask()), 'portal');
  answer = (req, res) => json(res, 200, { ok: true });
  assert.equal(await kind(ask()), 'portal');
  answer = (req, res) => json(res, 200, '{"marker":');
  assert.equal(await kind(ask()), 'portal');
  answer = (req, res, body) => (res.writeHead(200, { 'Content-Type': 'text/html' }), res.end(JSON.stringify(ours(body))));
  assert.equal(await kind(ask()), 'portal');
  answer = (req, res, body) => json(res, 202, ours(body));
  assert.equal(await kind(ask()), 'portal');
  answer = (req, res) => (res.writeHead(302, { Location: '/login' }), res.end());
  assert.equal(await kind(ask()), 'offline');
});

test('[fault 33] an old answer replayed by a proxy has another nonce', async () => {
  answer = (req, res, body) => json(res, 200, { ...ours(body), nonce: '00'.repeat(16) });
  assert.equal(await kind(ask()), 'portal');
});

test('[fault 16, 32] a portal cannot sign anybody out: 401 counts only from our server', async () => {
  answer = (req, res) => json(res, 401, { error: { code: 'x' } });
  assert.equal(await kind(ask()), 'portal');
  answer = (req, res, body) => json(res, 401, { ...ours(body), error: { code: 'token-expired', message: 'Lewat masa.' } });
  await assert.rejects(ask(), { kind: 'login', code: 'token-expired', message: 'Lewat masa.' });
});

test('refusals keep the code and the sentence of our server', async () => {
  answer = (req, res, body) => json(res, 404, { ...ours(body), error: { code: 'code-unknown', message: 'Undangan tidak berlaku.' } });
  await assert.rejects(ask(), { kind: 'refused', code: 'code-unknown', message: 'Undangan tidak berlaku.' });
});

test('[fault 13, 14, 15] too large, busy and broken are told apart, with the time to wait', async () => {
  answer = (req, res) => (res.writeHead(413), res.end());
  assert.equal(await kind(ask()), 'large');
  answer = (req, res) => (res.writeHead(503, { 'Retry-After': '40' }), res.end('busy'));
  await assert.rejects(ask(), { kind: 'wait', wish: 40 });
  answer = (req, res) => (res.writeHead(500), res.end('oops'));
  assert.equal(await kind(ask()), 'server');
});

test('[fault 34, 35] silence ends in offline', async () => {
  answer = () => {};
  await assert.rejects(fetchBytes(fetcher, '/x', {}, { stall: 60 }), { kind: 'offline' });
});

/** Lets everything that waits for no timer go on. */
const settle = () => new Promise((ok) => setImmediate(ok));

test('a slow but living answer is waited for, on a clock that the test moves', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  let deliver;
  const read = () => new Promise((ok) => (deliver = ok));
  let signal;
  const slow = async (path, options) => ((signal = options.signal), { body: { getReader: () => ({ read }) } });
  const asked = fetchBytes(slow, '/x', {}, { stall: 140 });
  for (let n = 0; n < 8; n += 1) {
    await settle();
    t.mock.timers.tick(139);
    deliver({ done: false, value: new Uint8Array(10) });
  }
  await settle();
  assert.equal(signal.aborted, false);
  deliver({ done: true });
  assert.equal((await asked).bytes.length, 80);

  const dead = fetchBytes(slow, '/x', {}, { stall: 140 });
  await settle();
  t.mock.timers.tick(140);
  assert.equal(signal.aborted, true);
  deliver({ done: true });
  await dead;
});

test('[fault 12] a body cut in the middle is offline, not an answer', async () => {
  answer = (req, res, body) => {
    const text = JSON.stringify(ours(body));
    res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': text.length });
    res.write(text.slice(0, 20), () => res.destroy());
  };
  assert.equal(await kind(ask()), 'offline');
});

test('large bodies travel gzipped, small ones plain; the token goes along', async () => {
  let seen;
  answer = (req, res, body) => {
    const plain = req.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    seen = { zip: req.headers['content-encoding'], auth: req.headers.authorization, sent: body.length, plain: plain.length };
    json(res, 200, ours(plain));
  };
  await exchange('/api/x', { lines: Array(200).fill('[1,"langkah","a"]') }, { fetcher, token: 'kd1.abc', compress: true });
  assert.equal(seen.zip, 'gzip');
  assert.equal(seen.auth, 'Bearer kd1.abc');
  assert.ok(seen.sent < seen.plain / 5);
  await exchange('/api/x', { a: 1 }, { fetcher, compress: true });
  assert.equal(seen.zip, undefined);
});

test('a pack is handed on as received bytes, and a portal page is not a pack', async () => {
  const body = Buffer.from('{"kind":"hari"}');
  const hash = await sha256Hex(body);
  const put = async (name, bytes) => {
    if ((await sha256Hex(bytes)) !== name) throw Object.assign(new Error(), { code: 'paket-rusak' });
    return stored.push(name);
  };
  const stored = [];
  answer = (req, res) => res.end(body);
  await fetchPack(hash, put, { fetcher });
  assert.deepEqual(stored, [hash]);
  let asked = 0;
  answer = (req, res) => (++asked, res.end('<html>masuk</html>'));
  await assert.rejects(fetchPack(hash, put, { fetcher }), { code: 'paket-rusak' });
  assert.equal(asked, 2, 'once more, past the browser cache');
  answer = (req, res) => (res.writeHead(404), res.end());
  assert.equal(await kind(fetchPack(hash, put, { fetcher })), 'portal');
});

test('ready needs the newest smallest day and the newest list; penuh is never fetched unasked', () => {
  const pack = (hash, kind, size) => ({ hash, kind, size, bytes: 1 });
  const published = [pack('1', 'hari', 'sedang'), pack('2', 'hari', 'singkat'), pack('3', 'daftar_periksa', 'daftar'), pack('4', 'hari', 'singkat'), pack('5', 'daftar_periksa', 'daftar'), pack('6', 'hari', 'penuh')];
  assert.deepEqual(firstPacks(published).map((p) => p.hash), ['4', '5']);
  assert.deepEqual(laterPacks(published, new Set(['4'])).map((p) => p.hash), ['2', '1', '3', '5']);
});

test('of banks, tests and courses only the newest of each is fetched', () => {
  const pack = (hash, kind, size) => ({ hash, kind, size, ruleset: 'pemilu-2024', bytes: 1 });
  const published = [pack('1', 'latihan', 'bank'), pack('2', 'uji', 'bentuk_a'), pack('3', 'uji', 'bentuk_b'), pack('4', 'latihan', 'bank'), pack('5', 'belajar', 'kartu')];
  assert.deepEqual(laterPacks(published, new Set(['3'])).map((p) => p.hash).sort(), ['2', '4', '5']);
});
