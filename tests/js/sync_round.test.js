import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge, MAX_LINES, MAX_PACKED_LINES, nextParts, syncRound } from '../../static/js/sync/client.js';
import { load, provedBy } from '../../static/js/sync/logs.js';
import { stateOf } from '../../static/js/sync/states.js';
import { chainOf, modelPhone, modelServer } from './support/model_server.mjs';

const setting = (options) => {
  const server = modelServer(options);
  const phone = modelPhone(server);
  return { server, phone, round: () => syncRound(phone.deps()) };
};
const state = (phone, id) => stateOf(phone.logs.get(id).length - 1, phone.acks.get(id));
const settled = (server, phone) => phone.attempts.forEach(({ id }) => assert.deepEqual(server.stored.get(id), phone.logs.get(id)));

test('[fault 13] what was played arrives, and only then is it called sent', async () => {
  const { server, phone, round } = setting();
  const a = phone.play(1, 30);
  const b = phone.play(2, 5);
  assert.equal(state(phone, a), 'belum');
  await round();
  settled(server, phone);
  assert.equal(state(phone, a), 'terkirim');
  assert.equal(state(phone, b), 'terkirim');
});

test('a second round with nothing new sends only a hello', async () => {
  const { server, phone, round } = setting();
  phone.play(1, 3);
  await round();
  const before = server.requests.length;
  await round();
  assert.equal(server.requests.length, before + 1);
});

test('only the missing suffix is sent', async () => {
  const { server, phone, round } = setting();
  const a = phone.play(1, 10);
  await round();
  phone.logs.get(a).push('[10,"s10","a","kpps_4",1,1]');
  assert.equal(state(phone, a), 'sebagian');
  await round();
  const last = server.uploads().at(-1).body.parts[0];
  assert.equal(last.from_seq, 10);
  assert.equal(last.lines.length, 1);
  assert.equal(state(phone, a), 'terkirim');
});

test('[fault 35] no request carries more lines than allowed, and everything still arrives', async () => {
  const { server, phone, round } = setting();
  phone.play(1, 450);
  phone.play(2, 90);
  await round();
  settled(server, phone);
  for (const { body } of server.uploads()) assert.ok(body.parts.reduce((n, p) => n + p.lines.length, 0) <= MAX_LINES);
});

test('[fault 11] a reply lost after the commit costs one harmless repeat, and nothing is called sent meanwhile', async () => {
  const { server, phone, round } = setting();
  const a = phone.play(1, 20);
  server.loseReply = 1;
  await assert.rejects(round());
  assert.equal(state(phone, a), 'belum');
  await round();
  assert.equal(state(phone, a), 'terkirim');
  assert.equal(server.stored.get(a).length, 20);
});

test('[fault 14] 413 halves the batch until it fits', async () => {
  const { server, phone, round } = setting({ maxLines: 7 });
  phone.play(1, 40);
  await round();
  settled(server, phone);
});

test('[fault 14] a line too large even alone parks its attempt and lets the others pass', async () => {
  const { server, phone, round } = setting();
  const big = phone.play(1, 1);
  const small = phone.play(2, 4);
  const post = server.post;
  server.post = async (path, body, zip) => {
    if (path.endsWith('upload') && body.parts.some((p) => p.attempt_id === big)) throw Object.assign(new Error('413'), { kind: 'large' });
    return post(path, body, zip);
  };
  await round();
  assert.equal(state(phone, big), 'ditolak');
  assert.equal(phone.acks.get(big).code, 'too-large');
  assert.equal(state(phone, small), 'terkirim');
});

test('[fault 24] a restored server gets back what an older one had acknowledged', async () => {
  const { server, phone, round } = setting();
  const a = phone.play(1, 12);
  await round();
  server.stored.set(a, phone.logs.get(a).slice(0, 4));
  server.epoch = 'epoch-2';
  await round();
  settled(server, phone);
  assert.equal(phone.acks.get(a).epoch, 'epoch-2');
});

test('[fault 24, 25] a server that lost lines without a new epoch gets them back too: its word counts, not our memory', async () => {
  const { server, phone, round } = setting();
  const a = phone.play(1, 12);
  await round();
  server.stored.delete(a);
  await round();
  settled(server, phone);
});

test('[fault 31] a fork is never called sent', async () => {
  const { server, phone, round } = setting();
  const a = phone.play(1, 6);
  server.stored.set(a, [...phone.logs.get(a).slice(0, 3), '[3,"lain","b","kpps_4",1,1]']);
  await round();
  assert.equal(state(phone, a), 'bercabang');
  const before = server.uploads().length;
  await round();
  assert.equal(server.uploads().length, before, 'it waits for a person');
});

test('[fault 19] held because the pack is unknown: waits, and is sent again once there is more to tell', async () => {
  const { server, phone, round } = setting();
  const a = phone.play(1, 3);
  server.hold.set(a, 'pack-unknown');
  await round();
  assert.equal(state(phone, a), 'ditahan');
  const before = server.uploads().length;
  await round();
  assert.equal(server.uploads().length, before);
  server.hold.clear();
  phone.logs.get(a).push('[3,"s3","a","kpps_4",1,1]');
  await round();
  assert.equal(state(phone, a), 'terkirim');
});

test('held in the middle and released by the server: the next hello alone proves it', async () => {
  const { server, phone, round } = setting();
  const a = phone.play(1, 3);
  server.hold.set(a, 'engine-unknown');
  await round();
  server.hold.clear();
  server.stored.set(a, [...phone.logs.get(a)]);
  await round();
  assert.equal(state(phone, a), 'terkirim');
});

test('[fault 40] a refused attempt stays on the phone and is not offered again and again', async () => {
  const { server, phone, round } = setting();
  const a = phone.play(1, 3);
  server.refuse.set(a, 'step-unknown');
  await round();
  assert.equal(state(phone, a), 'ditolak');
  const before = server.uploads().length;
  await round();
  assert.equal(server.uploads().length, before);
  assert.equal(phone.logs.get(a).length, 3);
});

test('[fault 33] an answer that names none of our attempts acknowledges none of them', async () => {
  const { server, phone, round } = setting();
  const a = phone.play(1, 3);
  const post = server.post;
  server.post = async (path, body, zip) => (path.endsWith('upload') ? { server_epoch: 'epoch-1', results: [] } : post(path, body, zip));
  await round();
  assert.equal(state(phone, a), 'belum');
});

test('[fault 33, 40] a claimed head that is not ours proves nothing', async () => {
  const { phone } = setting();
  const id = phone.play(1, 5);
  const log = { attempt: { id }, lines: null };
  await load(log, phone.deps().source);
  assert.equal(provedBy(log, [4, 'f'.repeat(64)]), -1);
  assert.equal(provedBy(log, [4, chainOf(id, phone.logs.get(id))]), 4);
  assert.equal(provedBy(log, [2, chainOf(id, phone.logs.get(id).slice(0, 3))]), 2);
  assert.equal(provedBy(log, undefined), -1);
  const part = { from_seq: 0, lines: log.lines };
  assert.deepEqual(judge(log, part, { status: 'diterima', last_seq: 4, head: 'f'.repeat(64) }), { proved: -1, next: undefined });
});

test('[fault 48] a gap named by the server is filled from where it is', async () => {
  const { phone } = setting();
  const id = phone.play(1, 9);
  const log = { attempt: { id }, lines: null };
  await load(log, phone.deps().source);
  const head = chainOf(id, log.lines.slice(0, 3));
  assert.deepEqual(judge(log, { from_seq: 6, lines: log.lines.slice(6) }, { status: 'ditahan', code: 'gap', last_seq: 2, head }), { proved: 2, next: 3 });
});

test('[fault 31] a server that knows more than a restored phone still proves what the phone has', async () => {
  const { server, phone, round } = setting();
  const a = phone.play(1, 4);
  server.stored.set(a, [...phone.logs.get(a), '[4,"s4","a","kpps_4",1,1]']);
  await round();
  assert.equal(state(phone, a), 'terkirim');
});

test('many attempts share requests, oldest first', async () => {
  const { phone } = setting();
  const logs = [];
  for (let i = 1; i <= 3; i += 1) {
    const id = phone.play(i, 2);
    const log = { attempt: phone.attempts[i - 1], lines: null };
    await load(log, phone.deps().source);
    logs.push(log);
    assert.ok(id);
  }
  const parts = nextParts(logs, new Map(logs.map((l) => [l.attempt.id, 0])), 5);
  assert.deepEqual(parts.map((p) => p.lines.length), [2, 2, 1]);
});

test('an upload is signed once an attempt, and only towards a server that says it understands', async () => {
  const { server, phone } = setting();
  const [a] = [phone.play(1, 300), phone.play(2, 5)];
  const asked = [];
  const deps = () => ({ ...phone.deps(), sign: async (attempt, last, head) => (asked.push([attempt.id, last, head]), 'tanda') });
  await syncRound(deps());
  assert.deepEqual(asked, []);
  assert.ok(server.uploads().every(({ body }) => body.parts.every((part) => !('sig' in part))));
  server.stored.clear();
  server.speaks = [1, 2];
  await syncRound(deps());
  const parts = server.uploads().flatMap(({ body }) => body.parts).filter((part) => part.sig);
  assert.deepEqual(parts.map((part) => part.from_seq + part.lines.length - 1), [299, 4]);
  assert.deepEqual(asked[0], [a, 299, chainOf(a, phone.logs.get(a))]);
});

test('what the server erased goes here only if it had it whole before', async () => {
  const { server, phone } = setting();
  const [whole, never] = [phone.play(1, 4), phone.play(2, 4)];
  server.refuse.set(never, 'erased');
  await syncRound(phone.deps());
  const gone = [];
  server.stored.delete(whole);
  server.refuse.set(whole, 'erased');
  server.forget = [whole, never];
  const before = server.uploads().length;
  await syncRound({ ...phone.deps(), forget: async (id) => gone.push(id) });
  assert.deepEqual(gone, [whole]);
  assert.equal(server.uploads().length, before);
  assert.equal(state(phone, never), 'ditolak');
});

test('what the server has for the person is taken, and what was read is told once', async () => {
  const { server, phone } = setting();
  server.more = { kiriman: [{ kind: 'jadwal', id: 'a', rev: 1, body: {} }], dicabut: [] };
  const taken = [];
  const inbox = { report: async () => ({ kotak: [], dibaca: [['jadwal', 'a', 1]] }), take: async (hello, told) => taken.push([hello.kiriman.length, told]) };
  await syncRound({ ...phone.deps(), inbox, says: { key: 'k' } });
  assert.deepEqual(taken, [[1, [['jadwal', 'a', 1]]]]);
  assert.equal(server.requests[0].body.key, 'k');
  assert.deepEqual(server.requests[0].body.protocol, [1, 3]);
});

const packing = (phone, unpackable = () => false) => ({
  ...phone.deps(),
  pack: async (attempt, lines, first) => (unpackable(attempt.id) || first !== phone.logs.get(attempt.id)[0] ? '' : btoa(JSON.stringify(lines))),
});

test('[fault 23] lines travel packed to a server that understands it, and as they are to an older one', async () => {
  for (const [speaks, packed] of [[[1, 3], true], [[1, 2], false], [undefined, false]]) {
    const { server, phone } = setting();
    server.speaks = speaks;
    const a = phone.play(1, 450);
    await syncRound(packing(phone));
    assert.equal(state(phone, a), 'terkirim');
    assert.equal(server.uploads().length, packed ? 1 : 3);
    assert.ok(server.uploads().every(({ body }) => body.parts.every((part) => Boolean(part.packed) === packed && Boolean(part.lines) !== packed)));
    phone.logs.get(a).push('[450,"s450","a","kpps_4",1,1]');
    await syncRound(packing(phone));
    settled(server, phone);
  }
  assert.ok(MAX_PACKED_LINES > MAX_LINES);
});

test('what cannot be packed travels beside what can', async () => {
  const { server, phone } = setting();
  server.speaks = [1, 3];
  const [a, b] = [phone.play(1, 5), phone.play(2, 5)];
  await syncRound(packing(phone, (id) => id === a));
  settled(server, phone);
  assert.deepEqual(server.uploads()[0].body.parts.map((part) => [part.attempt_id, Boolean(part.packed)]), [[a, false], [b, true]]);
});

test('a packing the server cannot read costs one more request, never the log', async () => {
  const { server, phone } = setting();
  Object.assign(server, { speaks: [1, 3], unreadable: true });
  const a = phone.play(1, 300);
  await syncRound(packing(phone));
  settled(server, phone);
  assert.equal(state(phone, a), 'terkirim');
  assert.deepEqual(server.uploads().map(({ body }) => Boolean(body.parts[0].packed)), [true, false]);
});
