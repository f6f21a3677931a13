// Records what phones of a release put on the wire: `node rekam.mjs ROOT PROTOCOL RELEASE > PROTOCOL.json`, ROOT being a checkout of that release.
// Its own modules write every byte. Run once, when the release is current (or from its checkout); a recording is never changed afterwards.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';

const [root, protocol, release] = [pathToFileURL(`${process.argv[2]}/`), Number(process.argv[3]), process.argv[4]];
const from = (name) => import(new URL(`static/js/${name}.js`, root));
const { syncRound } = await from('sync/client');
const { exchange } = await from('sync/exchange');
const { seal, statement } = await from('group/bundle');
const { makeSigningKey, sign } = await from('platform/sign');
const { toBase64, toBase64Url } = await from('platform/base64');
const { pack: packed } = await from('group/packed').catch(() => ({}));

const { pack, pack_hash } = JSON.parse(readFileSync(new URL('1.json', import.meta.url), 'utf8'));
const TENTHS = protocol >= 3 ? 100 : 1; // since packed logs, phones write tenths of a second
const WALL = 1_764_072_000_000;
const who = (n) => ({ device_id: `${n}`.repeat(32), member_id: `0193a5c0-0000-7000-8000-00000000000${n}`, attempt_id: `0193a5c0-7d10-7abc-9def-0123456789a${n}` });

function linesOf(wrong) {
  const lines = [JSON.stringify([0, 'mulai', [pack_hash, '1', 'pemilu-2024', 'langsung', 'kpps_4'], '', WALL, 0])];
  for (let i = 1; i <= pack.steps.length; i += 1) {
    const at = Math.floor((4210 * i) / TENTHS) * TENTHS;
    lines.push(JSON.stringify([i, `langkah_${i - 1}`, i === wrong ? 'salah' : 'benar', 'kpps_4', WALL + at, at]));
  }
  return lines;
}

const requests = [];
/** The server of that day, as far as a phone asks: it understands this protocol, has nothing yet, and takes what it is given. */
function server(phone) {
  return async (path, options) => {
    const bytes = Buffer.from(typeof options.body === 'string' ? options.body : options.body);
    const encoding = options.headers['Content-Encoding'] ?? '';
    requests.push({ phone, path, encoding, body: bytes.toString('base64') });
    const body = JSON.parse(encoding ? gunzipSync(bytes) : bytes);
    const said = { marker: 'simulasi-tps', protocol: 1, nonce: body.nonce, server_epoch: 'e' };
    if (path === '/api/sync/hello') Object.assign(said, { server_time: WALL, have: {}, packs: [], forget: [], speaks: [1, protocol], keadaan: '', kiriman: [], dicabut: [], lagi: 0 });
    else said.results = body.parts?.map((p) => ({ attempt_id: p.attempt_id, status: 'diterima', last_seq: pack.steps.length, head: p.head })) ?? [];
    return new Response(JSON.stringify(said), { headers: { 'Content-Type': 'application/json' } });
  };
}

async function round(n, lines) {
  const { device_id, member_id, attempt_id } = who(n);
  const key = await makeSigningKey();
  const acks = new Map();
  const post = (path, body, compress = false) => exchange(path, body, { token: 'kd1.x', fetcher: server(n), compress });
  await syncRound({
    attempts: lines ? [{ id: attempt_id, pack_hash, engine: '1', began: WALL }] : [],
    source: { lastSeq: async () => lines.length - 1, lines: async () => [...lines] },
    acks: { all: async () => [...acks.values()], put: async (a) => acks.set(a.attempt, a), clear: async () => acks.clear() },
    epoch: { get: async () => 'e', put: async () => undefined },
    who: { device_id, db_epoch: 'a1b2c3d4e5f60718' },
    says: { key: toBase64Url(key.pub), siapa: 1, ...(protocol >= 3 && { gembok: 1 }) },
    sign: async ({ id }, last_seq, head) => toBase64Url(await sign(key.pair, statement({ attempt_id: id, pack_hash, engine: '1', device_id, member_id, last_seq, head }))),
    pack: async (_, some) => (packed ? toBase64(await packed(some, pack, pack_hash, ['kpps_4'])) : ''),
    packs: [pack_hash],
    wall: WALL + 60_000,
    app: release,
    post,
    inbox: { report: async () => ({ kotak: [['kurikulum', 'urutan', 1]], dibaca: [] }), take: async () => undefined },
  });
  return { key, post };
}

// One sends its own; another only says hello, and its day comes in a bundle that the first carries.
const one = await round(1, linesOf(5));
const two = await round(2, null);
const other = who(2);
const bundle = await seal({ ...other, pack_hash, engine: '1', kab: 3579, name: 'Melati Anggrek', lines: linesOf(0), pack, key: two.key });
await one.post('/api/sync/carry', { device_id: who(1).device_id, bundles: [toBase64(bundle)] }, true);
if (protocol >= 3) await one.post('/api/sync/mine', { have: [], packed: 1 });

const phones = Object.fromEntries([1, 2].map((n) => [n, who(n)]));
process.stdout.write(`${JSON.stringify({ release, protocol, pack_hash, pack, phones, requests }, null, 1)}\n`);
