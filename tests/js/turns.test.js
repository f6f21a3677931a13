// The loop under every screen of questions: durable before it is shown, nothing lost, nothing tapped twice.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load, pending, start } from '../../static/js/engine/index.js';

// The library that draws looks at a document when it is loaded; nothing is drawn here.
Object.assign(globalThis, { document: { createComment: () => ({}), createTreeWalker: () => ({}) }, addEventListener: () => {}, removeEventListener: () => {}, scrollTo: () => {} });
const { createTurns } = await import('../../static/js/ui/parts/turns.js');

const pack = load(JSON.parse(readFileSync(new URL('../packs/pilihan.json', import.meta.url))));
const seats = ['kpps_4'];
const soon = (ms) => new Promise((ok) => setTimeout(ok, ms));

/** A screen without a screen: what it was told to draw, and what reached the log. */
function screen(append) {
  const log = [];
  const drawn = [];
  const turns = createTurns({
    root: { querySelector: () => null },
    pack,
    state: start(pack, seats),
    draw: () => drawn.push({ busy: turns.busy, last: turns.last?.step.id }),
    append: append ?? (async (event) => (log.push(event), { ...event, seq: log.length })),
  });
  return { turns, log, drawn };
}

const first = pending(pack, start(pack, seats));
const right = 'benar';

test('an answer is durable before its result shows, and a second tap meanwhile does nothing', async () => {
  const { turns, log, drawn } = screen();
  const [one, two] = await Promise.all([turns.commit(first, right), turns.commit(first, right)]);
  assert.deepEqual([one, two, log.length, turns.last.step.id, turns.state.seq], [true, false, 1, first.id, 1]);
  assert.deepEqual(drawn, [{ busy: true, last: undefined }]);
  turns.fresh();
  assert.equal(turns.last, null);
  turns.stop();
});

test('what is refused never reaches the log; what could not be stored is said and can be tried again', async () => {
  const { turns, log } = screen();
  assert.equal(await turns.commit(first, 'tidak-ada'), false);
  assert.deepEqual([log.length, turns.state.seq, turns.busy], [0, 0, false]);
  let full = true;
  const other = screen(async (event) => {
    if (full) throw new Error('penuh');
    return { ...event, seq: 1 };
  });
  assert.equal(await other.turns.commit(first, right), false);
  assert.ok(other.turns.problem(() => {}).values.includes('penuh'));
  full = false;
  assert.equal(await other.turns.commit(first, right), true);
  const elsewhere = screen(async (event) => ({ ...event, seq: 7 }));
  assert.equal(await elsewhere.turns.commit(first, right), false);
  assert.match(String(elsewhere.turns.problem(() => {}).values), /jendela lain/);
});

test('where others write the day too, their judge says what an answer does, and the log has numbers of its own', async () => {
  const heard = [];
  const turns = createTurns({
    root: { querySelector: () => null },
    draw: () => {},
    judge: (_, event) => ({ step: first, answer: event.answer, after: { seq: 40 } }),
    append: async (event) => void heard.push(event),
    kept: (act) => heard.push(act.answer),
  });
  assert.equal(await turns.commit(first, right), true);
  assert.deepEqual(heard, [{ step: first.id, answer: right, role: first.role }, right]);
  assert.equal(turns.state.seq, 40);
  const said = turns.result('yang terjadi', 'Lanjut', () => heard.push('lanjut'));
  const tap = said.values.find((each) => typeof each === 'function');
  tap();
  assert.equal(heard.includes('lanjut'), false); // the finger of the answer is still on the screen
  turns.settled = true;
  tap();
  assert.equal(heard.at(-1), 'lanjut');
  turns.stop();
});

test('a fresh screen takes no tap until the finger of the last one is gone, and none after the end', async () => {
  const { turns, drawn } = screen();
  turns.turn();
  assert.equal(turns.settled, false);
  await soon(350);
  assert.deepEqual([turns.settled, drawn.length], [true, 2]);
  turns.stop();
  turns.change({});
  assert.equal(drawn.length, 2);
});
