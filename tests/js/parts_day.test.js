// The day as the debrief and the replay tell it, walked with the real engine over the vectors' packs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { load } from '../../static/js/engine/index.js';
import { answerText, verdict, walk } from '../../static/js/ui/parts/history.js';
import { ballotNumber, passers, placeOf, progress, queueLength } from '../../static/js/ui/parts/progress.js';
import { needsLook, timelineRows } from '../../static/js/ui/parts/timeline_rows.js';

const pack = (name) => load(JSON.parse(readFileSync(new URL(`../packs/${name}.json`, import.meta.url), 'utf8')));
const begin = (seats, mode = 'langsung') => ({ seq: 0, step: 'mulai', answer: ['0'.repeat(64), '1', 'pemilu-2024', mode, ...seats], role: '' });
const log = (seats, ...acts) => [begin(seats), ...acts.map(([step, answer, role], i) => ({ seq: i + 1, step, answer, role }))];
const CREW = ['kpps_1', 'kpps_2'];
const mistake = () => log(CREW, ['hadir-melati', 'dua', 'kpps_1'], ['serah-pindahan', ['PPWP', 'DPR'], 'kpps_1'], ['buka-kotak-dpr', 2, 'kpps_2']);

test('a wrong ballot of 09.10 appears when the box is opened, and each points at the other', () => {
  const day = walk(pack('surat-pindahan'), mistake());
  const rows = timelineRows(pack('surat-pindahan'), day);
  assert.deepEqual(rows.map((row) => [row.key, row.kind]), [
    ['hadir-melati', 'benar'],
    ['serah-pindahan', 'pelanggaran'],
    ['buka-kotak-dpr', 'benar'],
    ['akibat-kotak_dpr_lebih', 'akibat'],
  ]);
  const [, cause, , fall] = rows;
  assert.deepEqual(fall.causes, [cause]);
  assert.deepEqual(cause.leads, [fall]);
  assert.deepEqual(rows.filter(needsLook), [cause, fall]);
});

test('an act keeps the table as it was before it', () => {
  const { acts } = walk(pack('surat-pindahan'), mistake());
  assert.equal(acts[1].before.counters.surat_suara_di_kotak_dpr, 1);
  assert.equal(acts[1].after.counters.surat_suara_di_kotak_dpr, 2);
  assert.deepEqual(acts[1].knockouts, ['psu']);
});

test('a log that goes wrong is shown as far as it goes, but only where that was asked for', () => {
  const broken = [...mistake(), { seq: 9, step: 'c-hasil-ppwp', answer: [], role: 'kpps_2' }];
  assert.throws(() => walk(pack('surat-pindahan'), broken), { code: 'seq-gap' });
  const day = walk(pack('surat-pindahan'), broken, true);
  assert.equal(day.acts.length, 3);
  assert.equal(day.refused, 'seq-gap');
});

test("a colleague's slip stands in the line before one's own act, and is not one's own", () => {
  const here = pack('giliran');
  const day = walk(here, log(['kpps_5'], ['tangkap', 'catat', 'kpps_5'], ['daftar', 'ya', 'kpps_5']));
  const rows = timelineRows(here, day);
  assert.deepEqual(rows.slice(0, 3).map((row) => [row.key, row.kind]), [['jari', 'rekan'], ['tangkap', 'keliru'], ['daftar', 'benar']]);
  const fall = rows.find((row) => row.key === 'akibat-lolos');
  assert.deepEqual(fall.causes.map((cause) => cause.key), ['jari', 'tangkap']);
  assert.equal(day.acts.every((act) => act.knockouts.length === 0), true);
});

test('what could earn nothing is for discussion, neither right nor wrong', () => {
  assert.equal(verdict({ knockouts: [], entry: { max: 0, right: 0, points: 0 } }), 'bahas');
  assert.equal(verdict({ knockouts: [], entry: { max: 7, right: 0, points: 5 } }), 'sebagian');
  assert.equal(verdict({ knockouts: ['psu'], entry: { max: 1, right: 0, points: 0 } }), 'pelanggaran');
});

test('answers are told in words', () => {
  const here = pack('semua-jenis');
  const step = (kind) => here.steps.find((each) => each.kind === kind);
  assert.equal(answerText(here, step('choice'), step('choice').options[0].id), step('choice').options[0].text);
  assert.equal(answerText(here, step('set'), []), 'tidak satu pun');
  assert.equal(answerText(here, step('find'), 'tidak_ada'), 'tidak ada di DPT');
  const [number, name] = here.raw.dpt.pages[0].rows[0];
  assert.equal(answerText(here, step('find'), number), `nomor ${number}, ${name}`);
  assert.equal(answerText(here, step('number'), 12), '12');
});

test('progress counts the decisions of the seats taken, behind and in all', () => {
  const here = pack('surat-pindahan');
  const { first, state } = walk(here, mistake());
  assert.deepEqual(progress(here, first), { behind: 0, total: 5 });
  assert.deepEqual(progress(here, state), { behind: 3, total: 5 });
  const alone = walk(here, [begin(['kpps_1'])]);
  assert.deepEqual(progress(here, alone.first), { behind: 0, total: 2 });
});

test('the queue is who comes within half an hour and has not been met', () => {
  const here = pack('surat-pindahan');
  assert.equal(queueLength(here, 0), 1);
  assert.equal(queueLength(here, 0, 5), 0);
  assert.equal(queueLength(here, 1), 0);
  assert.equal(queueLength(here, 2), null);
});

test('a ballot knows its place among those of its election', () => {
  const ballots = { a: { election: 'DPR' }, b: { election: 'DPD' } };
  const judge = (ballot) => ({ kind: 'judge', cards: [{ type: 'surat_suara', ballot }] });
  const here = { raw: { ballots }, steps: [judge('a'), judge('b'), judge('a'), { kind: 'choice' }] };
  assert.deepEqual(ballotNumber(here, 2), { n: 2, of: 2, election: 'DPR' });
  assert.equal(ballotNumber(here, 3), null);
});

test('ordinary voters walk on with the clock and never stand on the voter of the step', () => {
  const at = (minute, place) => passers({ phase: 'pemungutan', minute, place });
  assert.deepEqual(at(480, 'meja_4'), [{ key: 160, place: 'pintu' }, { key: 159, place: 'tunggu' }, { key: 158, place: 'kotak' }]);
  assert.deepEqual(at(481, 'meja_4'), [{ key: 159, place: 'meja_123' }, { key: 158, place: 'tinta' }]);
  assert.deepEqual(passers({ phase: 'persiapan', minute: 480, place: 'meja_4' }), []);
  assert.deepEqual(passers({ phase: 'pemungutan', minute: 480 }), []);
});

test('nobody stands in a TPS that is not built yet', () => {
  assert.equal(placeOf({ day: 'H-3', place: 'tinta' }), undefined);
  assert.equal(placeOf({ day: 'H', place: 'tinta' }), 'tinta');
});
