// Rows of the fault list that need no browser (docs/faults.md): dead batteries, time zones, sleep, and a link that loses a third of everything.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse_line, format_line } from '../../static/js/engine/events.js';
import { load } from '../../static/js/engine/pack.js';
import { apply, replay } from '../../static/js/engine/reducer.js';
import { score } from '../../static/js/engine/scoring.js';
import { syncRound } from '../../static/js/sync/client.js';
import { stateOf } from '../../static/js/sync/states.js';
import { pauseText, walk } from '../../static/js/ui/parts/history.js';
import { chainOf, modelPhone, modelServer } from './support/model_server.mjs';

/** A day of twelve choices for KPPS 4, as tests/sync_kit.py has it. */
const raw = JSON.parse(readFileSync(new URL('../packs/pilihan.json', import.meta.url)));
const pack = load(raw);
const WRONG = new Set([2, 3, 7]);

/** A whole day as lines, every decision right, the clocks as given. */
function playedDay(wall = (i) => 1_790_000_000_000 + i * 1000, mono = (i) => i * 1000) {
  const opening = ['a'.repeat(64), '1', raw.ruleset, 'langsung', 'kpps_4'];
  const events = [{ seq: 0, step: 'mulai', answer: opening, role: '' }];
  for (let state = replay(pack, [...events]); !state.done; ) {
    const step = raw.steps[state.at];
    const answer = step.options[WRONG.has(state.at) ? 1 : 0].id;
    const event = { seq: events.length, step: step.id, answer, role: step.role };
    state = apply(pack, state, event);
    events.push(event);
  }
  return events.map((event, i) => format_line({ ...event, wall: wall(i), mono: mono(i) }));
}

const outcome = (lines) => {
  const state = replay(pack, lines.map(parse_line));
  return JSON.stringify([score(pack, state), state.findings, state.counters]);
};

test('[fault 2] whatever part of the log reached the disk, it replays and is a prefix the server accepts', async () => {
  const lines = playedDay();
  assert.ok(lines.length > 4);
  for (let kept = 1; kept <= lines.length; kept += 1) {
    const state = replay(pack, lines.slice(0, kept).map(parse_line));
    assert.equal(state.seq, kept - 1);
    const server = modelServer();
    const phone = modelPhone(server);
    const id = phone.play(1, 1);
    phone.logs.set(id, lines.slice(0, kept));
    await syncRound(phone.deps());
    assert.deepEqual(server.stored.get(id), lines.slice(0, kept));
    // The person plays on, and the whole day comes home.
    phone.logs.set(id, lines);
    await syncRound(phone.deps());
    assert.equal(chainOf(id, server.stored.get(id)), chainOf(id, lines));
  }
});

test('[fault 7] a clock that jumps a year ahead or back to 1970 changes neither order nor marks', () => {
  const plain = outcome(playedDay());
  const jumps = [0, 31_536_000_000, -1_790_000_000_000, 1];
  assert.equal(outcome(playedDay((i) => Math.max(0, 1_790_000_000_000 + jumps[i % 4]))), plain);
  assert.equal(outcome(playedDay((i) => 1_790_000_000_000 - i * 60_000)), plain);
});

test('[fault 9] two hours asleep inside a question change no mark', () => {
  const asleep = (i) => i * 1000 + (i > 2 ? 7_200_000 : 0);
  assert.equal(outcome(playedDay((i) => 1_790_000_000_000 + asleep(i), asleep)), outcome(playedDay()));
});

test('[fault 9] the debrief marks the decision before which the phone was put away, and no other', () => {
  const marked = (wall, mono) => walk(pack, playedDay(wall, mono).map(parse_line)).acts.flatMap(({ pause }, at) => (pause ? [[at, pause]] : []));
  const asleep = (i) => i * 1000 + (i > 2 ? 7_200_000 : 0);
  const wall = (i) => 1_790_000_000_000 + asleep(i);
  assert.deepEqual(marked(wall, asleep), [[2, 120]]);
  // Closed and opened again: the clock that only goes forward begins anew, the other one tells.
  assert.deepEqual(marked(wall, (i) => (i > 2 ? i - 3 : i) * 1000), [[2, 120]]);
  // A wall clock that jumps while the phone stays open marks nothing.
  assert.deepEqual(marked((i) => (i > 2 ? 0 : 1_790_000_000_000), (i) => i * 1000), []);
  assert.deepEqual([25, 120, 3000].map(pauseText), ['25 menit', '2 jam', '2 hari']);
});

test('[fault 8] the same log has the same marks in every time zone, also where the clock is put back', () => {
  const lines = JSON.stringify(playedDay((i) => 1_793_491_200_000 + i * 1_800_000)); // the night the clocks change in New York
  const code = `
    const [{ parse_line }, { load }, { replay }, { score }] = await Promise.all(['events', 'pack', 'reducer', 'scoring'].map((m) => import(process.argv[1] + m + '.js')));
    const { readFileSync } = await import('node:fs');
    const pack = load(JSON.parse(readFileSync(process.argv[2])));
    const state = replay(pack, JSON.parse(process.argv[3]).map(parse_line));
    console.log(JSON.stringify([score(pack, state), state]));`;
  const engine = new URL('../../static/js/engine/', import.meta.url).href;
  const file = fileURLToPath(new URL('../packs/pilihan.json', import.meta.url));
  const seen = ['Asia/Jakarta', 'Asia/Jayapura', 'America/New_York', 'Pacific/Kiritimati'].map((TZ) =>
    execFileSync(process.execPath, ['--input-type=module', '-e', code, engine, file, lines], { env: { ...process.env, TZ }, encoding: 'utf8' }),
  );
  assert.equal(new Set(seen).size, 1);
});

test('[fault 35] over a link that loses a third of all requests the work goes on from where it was', async () => {
  let seed = 35;
  const unit = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const server = modelServer();
  const phone = modelPhone(server);
  const ids = [1, 2, 3].map((n) => phone.play(n, 400));
  const good = server.post;
  let sent = 0;
  server.post = async (path, body, zip) => {
    if (unit() < 0.15) throw Object.assign(new Error('lost on the way'), { kind: 'offline' });
    if (path.endsWith('upload')) sent += body.parts.reduce((n, p) => n + p.lines.length, 0);
    const answer = await good(path, body, zip);
    if (unit() < 0.15) throw Object.assign(new Error('answer lost'), { kind: 'offline' });
    return answer;
  };
  let rounds = 0;
  let best = 0;
  while (ids.some((id) => stateOf(399, phone.acks.get(id)) !== 'terkirim')) {
    rounds += 1;
    assert.ok(rounds < 60, 'no end');
    await syncRound(phone.deps()).catch((e) => assert.equal(e.kind, 'offline'));
    const now = [...server.stored.values()].reduce((n, lines) => n + lines.length, 0);
    assert.ok(now >= best, 'what was there is gone');
    best = now;
  }
  for (const id of ids) assert.deepEqual(server.stored.get(id), phone.logs.get(id));
  assert.ok(sent < 1200 * 1.6, `${sent} lines for 1200: progress did not survive`);
});

test('[fault 23] a server of an older release, which knows nothing of what we say beyond its protocol, keeps our work waiting and loses none', async () => {
  const server = modelServer();
  const phone = modelPhone(server);
  const id = phone.play(1, 5);
  const post = server.post;
  server.post = async () => {
    throw Object.assign(new Error('protocol'), { kind: 'refused', code: 'protocol-unsupported' });
  };
  await assert.rejects(syncRound(phone.deps()), { kind: 'refused' });
  assert.equal(stateOf(4, phone.acks.get(id)), 'belum');
  // And one that answers without the fields that are newer than it.
  server.post = async (path, body, zip) => {
    const { server_epoch, have, results } = await post(path, body, zip);
    return path.endsWith('hello') ? { server_epoch, have } : { server_epoch, results };
  };
  await syncRound(phone.deps());
  assert.equal(stateOf(4, phone.acks.get(id)), 'terkirim');
});
