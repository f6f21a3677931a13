// The book of cases, played by the phone's engine. Twin: tests/unit/engine/test_engine_vectors.py
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Refusal, apply, load, parse_line, pending, replay, score, start } from '../../static/js/engine/index.js';
import { chain, emptyHead, sha256Hex } from '../../static/js/platform/digest.js';

const TESTS = new URL('../', import.meta.url);
const read = (path) => JSON.parse(readFileSync(new URL(path, TESTS), 'utf8'));
const MANIFEST = read('vectors/MANIFEST.json');
const PLAYS = Object.keys(MANIFEST)
  .filter((path) => path.startsWith('engine/') || path.startsWith('invalid/'))
  .flatMap((path) => read(`vectors/${path}`).map((kase) => ({ path, kase })));
const plain = (value) => JSON.parse(JSON.stringify(value));
const pick = (from, like) => Object.fromEntries(Object.keys(like).map((name) => [name, from[name]]));
let ran = 0;

/** The refusal a thrown error stands for; whatever else is thrown is a crash. */
function code_of(error) {
  if (!(error instanceof Refusal)) throw error;
  return error.code;
}

/** Play a case: `pack` and `state` as far as they exist, and `refused` as [when, code] where the engine said no. */
function play(kase) {
  const raw = read(`packs/${kase.pack}.json`);
  for (const [path, value] of kase.ubah ?? []) {
    path.slice(0, -1).reduce((place, key) => place[key], raw)[path.at(-1)] = value;
  }
  if (kase.baris) return read_lines(kase.baris);
  const done = { refused: null };
  const fresh = JSON.stringify(raw);
  let when = 'muat';
  try {
    done.pack = load(raw);
    if ('log' in kase) {
      when = 'log';
      done.state = replay(done.pack, kase.log);
      return done;
    }
    when = 'mulai';
    done.state = start(done.pack, kase.kursi);
    when = 'putar';
    kase.putar.forEach((each, at) => {
      const event = Array.isArray(each) ? event_of(raw, done.state.seq + 1, each) : each;
      const held = done.state;
      const before = JSON.stringify(held);
      try {
        done.state = apply(done.pack, done.state, event);
      } catch (error) {
        code_of(error);
        assert.equal(at, kase.putar.length - 1, 'only the last pick may be refused');
        throw error;
      } finally {
        assert.equal(JSON.stringify(held), before, 'the state handed in never changes, refused or not');
        assert.equal(JSON.stringify(raw), fresh, 'nor does the pack');
      }
    });
  } catch (error) {
    done.refused = [when, code_of(error)];
  }
  return done;
}

/** Make the event of a pick [step, answer, role?]; the role is the step's own unless said otherwise. */
function event_of(raw, seq, [step, answer, role]) {
  return { seq, step, answer, role: role ?? raw.steps.find((each) => each.id === step).role };
}

/** Read every line by itself; all are accepted, or all are refused with one code. */
function read_lines(lines) {
  const events = [];
  const codes = new Set();
  for (const line of lines) {
    const text = line?.ulang ? line.ulang.map(([part, times]) => part.repeat(times)).join('') : line;
    try {
      events.push(parse_line(text));
    } catch (error) {
      codes.add(code_of(error));
    }
  }
  assert.ok((events.length === 0 || codes.size === 0) && codes.size < 2, JSON.stringify([events, [...codes]]));
  return { refused: codes.size ? ['baris', ...codes] : null, events };
}

for (const { path, kase } of PLAYS) {
  test(`${path}: ${kase.nama}`, () => {
    const untouched = plain(kase);
    const done = play(kase);
    const hope = kase.harap;
    assert.deepEqual(kase, untouched, 'the engine keeps its hands off packs and events');
    assert.deepEqual(done.refused, hope.tolak ?? null);
    const state = done.state && plain(done.state);
    for (const name of ['forms', 'checks', 'blame']) {
      if (hope[name]) assert.deepEqual(state[name], hope[name]);
    }
    if (hope.counters) assert.deepEqual(pick(state.counters, hope.counters), hope.counters);
    if (hope.flags) assert.deepEqual(state.flags, Object.fromEntries(hope.flags.map((name) => [name, 1])));
    if (hope.findings) assert.deepEqual(state.findings.map(({ id, causes }) => [id, causes]), hope.findings);
    if (hope.outcomes) assert.deepEqual(state.answers.map(({ step, outcome, right, auto }) => [step, outcome, right, auto]), hope.outcomes);
    if ('pending' in hope) assert.equal(pending(done.pack, done.state)?.id ?? '', hope.pending);
    if (hope.score) assert.deepEqual(pick(plain(score(done.pack, done.state)), hope.score), hope.score);
    if (hope.kejadian) assert.deepEqual(done.events, hope.kejadian);
    if (hope.diterima) assert.equal(done.events.length, hope.diterima);
    ran += 1;
  });
}

for (const kase of read('vectors/digest/rantai.json')) {
  test(`digest: ${kase.nama}`, async () => {
    assert.deepEqual([await emptyHead(kase.attempt_id), ...(await chain(kase.attempt_id, kase.lines))], kase.heads);
  });
}

for (const kase of read('vectors/digest/sha256.json')) {
  test(`digest: ${kase.nama}`, async () => assert.equal(await sha256Hex(kase.text), kase.sha256));
}

test('the manifest counts every case', () => {
  const files = {};
  for (const folder of readdirSync(new URL('vectors/', TESTS), { withFileTypes: true })) {
    if (!folder.isDirectory()) continue;
    for (const name of readdirSync(new URL(`vectors/${folder.name}/`, TESTS))) {
      files[`${folder.name}/${name}`] = read(`vectors/${folder.name}/${name}`).length;
    }
  }
  assert.deepEqual(files, MANIFEST);
  assert.equal(ran, PLAYS.length);
  console.log(`   buku kasus: ${ran} dari ${PLAYS.length} kasus dimainkan mesin JavaScript`);
});
