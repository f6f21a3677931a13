/** Learning on the phone: everything follows from the log, on any phone that holds it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { format_line, parse_line } from '../../static/js/engine/events.js';
import { courseOf, formFor, nextWork } from '../../static/js/learn/course.js';
import { dayFromIso, dayOf, dayWords, isoOf, zoneOf } from '../../static/js/learn/days.js';
import { gainOf, gainWords, normalised, testsOf } from '../../static/js/learn/gain.js';
import { questionsOn } from '../../static/js/learn/library.js';
import { goodRuns, masteryOf, openKnockout, readinessOf, runsOf } from '../../static/js/learn/mastery.js';
import { pickItems, weakSkills } from '../../static/js/learn/pick.js';
import { planOf, streakOf } from '../../static/js/learn/plan.js';
import { reviewsOf } from '../../static/js/learn/reviews.js';
import { gradeOf, scheduleOf } from '../../static/js/learn/schedule.js';
import { sentDrill } from '../../static/js/learn/sent.js';
import { fiveMinutes } from '../../static/js/learn/standing.js';
import { checkCertificate } from '../../static/js/platform/certificate.js';
import { calendarOf } from '../../static/js/learn/calendar.js';
import { before, momentsAt, pausesOf, resting, supplies } from '../../static/js/learn/workday.js';

const bank = JSON.parse(readFileSync(new URL('../packs/bank.json', import.meta.url), 'utf8'));
const DAY = 86_400_000;
const T0 = Date.UTC(2024, 0, 25, 3);

/** A generator with a seed: the same histories every time. */
function random(seed) {
  let x = seed + 1;
  return (below) => {
    x = (x * 48_271) % 2_147_483_647;
    return x % below;
  };
}

/** Three topics, so that histories have something to mix. */
const packOf = (kind) => ({ ...bank, kind, size: kind === 'uji' ? 'bentuk_a' : 'bank', steps: bank.steps.map((step, at) => ({ ...step, topic: `pokok-${at % 3}` })) });
const PACKS = { latihan: packOf('latihan'), uji: packOf('uji') };

const ANSWERS = {
  'pilih-a': [['ya', 'yakin'], ['tidak', 'ragu'], ['tidak', 'yakin']],
  'pilih-b': ['ya', 'tidak'],
  ambil: [[['p'], 'yakin'], [['q'], 'ragu']],
  angka: [[12, 'ragu'], [11, 'yakin']],
  urut: [[['a', 'b'], 'yakin'], [['b', 'a'], 'yakin']],
};

/** One person's months: some attempts, interleaved, with a clock that now and then runs back. */
function history(seed) {
  const pick = random(seed);
  let wall = T0;
  const plays = Array.from({ length: 1 + pick(4) }, (_, at) => {
    const kind = pick(4) === 0 ? 'uji' : 'latihan';
    return { id: `018d0000-0000-7000-8000-00000000000${at}`, pack: PACKS[kind], events: [{ seq: 0, step: 'mulai', answer: ['f'.repeat(64), '1', bank.ruleset, 'langsung', 'semua'], role: '', wall, mono: 0 }] };
  });
  for (let n = 0; n < 5 + pick(60); n += 1) {
    wall += pick(9) === 0 ? -pick(3) * DAY : pick(4) * DAY * (pick(2) ? 1 : 0) + pick(600_000);
    const play = plays[pick(plays.length)];
    const step = Object.keys(ANSWERS)[pick(5)];
    play.events.push({ seq: play.events.length, step, answer: ANSWERS[step][pick(ANSWERS[step].length)], role: 'semua', wall, mono: n });
  }
  return plays;
}

/** What a second phone gets: the same lines, as text, in whatever order they came. */
function carried(plays, seed) {
  const pick = random(seed + 7);
  const copies = plays.map((play) => ({ ...play, events: play.events.map((event) => parse_line(format_line(event))) }));
  for (let at = copies.length - 1; at > 0; at -= 1) {
    const other = pick(at + 1);
    [copies[at], copies[other]] = [copies[other], copies[at]];
  }
  return copies;
}

test('a second phone rebuilds the scheduler’s state from the synced log: 1,000 random histories', () => {
  let graded = 0;
  for (let seed = 0; seed < 1000; seed += 1) {
    const plays = history(seed);
    const [one, two] = [plays, carried(plays, seed)].map((each) => scheduleOf(reviewsOf(each)));
    assert.deepEqual([...two], [...one], `history ${seed}`);
    for (const card of one.values()) {
      graded += card.reps;
      assert.ok(Number.isInteger(card.due) && card.due >= card.last, 'due is a whole day, not before the last review');
      if (!card.right) assert.equal(card.due, card.last + 1, 'what was got wrong comes again tomorrow');
    }
  }
  assert.ok(graded > 7_000, `${graded} reviews`);
});

test('the order of learning is that of the log, and days never run backwards', () => {
  for (let seed = 0; seed < 50; seed += 1) {
    const reviews = reviewsOf(history(seed));
    reviews.slice(1).forEach((each, at) => assert.ok(each.day >= reviews[at].day));
  }
});

test('a log that cannot be read teaches nothing, and spoils no other', () => {
  const [play] = history(3);
  const broken = { ...play, id: 'x', events: [{ ...play.events[0], answer: ['f', '9', 'lain', 'langsung', 'semua'] }] };
  const cut = { ...play, id: 'y', events: [play.events[0], { ...play.events[1], step: 'entah' }] };
  assert.deepEqual(reviewsOf([play, broken, cut]), reviewsOf([play]));
});

const review = (more) => ({ attempt: 'a', seq: 1, wall: T0, day: 10, kind: 'latihan', size: 'bank', pack_hash: 'p', step: 's', topic: 'sah-p05', skills: ['turus'], right: 1, points: 1, max: 1, sure: null, knockout: '', ...more });

test('luck and doubt are remembered worse than knowledge; several answers of a day are as bad as the worst', () => {
  assert.deepEqual([gradeOf({ right: 1, sure: 1 }), gradeOf({ right: 1, sure: null }), gradeOf({ right: 1, sure: 0 }), gradeOf({ right: 0, sure: 1 })], ['ingat', 'ingat', 'ragu', 'lupa']);
  const due = (...answers) => scheduleOf(answers).get('sah-p05').due;
  assert.ok(due(review()) > due(review({ sure: 0 })));
  assert.equal(due(review({ right: 0 }), review({ right: 1 })), due(review({ right: 1 }), review({ right: 0 }), review({ right: 1 })));
  const again = scheduleOf([review(), review({ day: 20 }), review({ day: 40 })]).get('sah-p05');
  assert.ok(again.due > 60, 'what is known comes after weeks');
});

test('what was got wrong comes first, confident errors before all, then what is due, then what is new', () => {
  const step = (topic, id = topic) => ({ id, topic, skills: ['turus'] });
  const steps = ['a-baru', 'b-jatuh', 'c-ragu', 'd-yakin', 'e-nanti'].map((each) => step(each));
  const card = (right, sure, due) => ({ right, sure, due });
  const cards = new Map([['b-jatuh', card(1, null, 9)], ['c-ragu', card(0, 0, 11)], ['d-yakin', card(0, 1, 11)], ['e-nanti', card(1, null, 30)]]);
  const order = pickItems({ bank: { steps }, cards, today: 10, seen: new Map() }).map((each) => each.topic);
  assert.deepEqual(order, ['d-yakin', 'c-ragu', 'b-jatuh', 'a-baru', 'e-nanti']);
});

test('of a topic the item seen least is shown, and some topics can be asked for', () => {
  const steps = [{ id: 'x1', topic: 'x-1', skills: [] }, { id: 'x2', topic: 'x-1', skills: [] }, { id: 'y1', topic: 'y-1', skills: [] }];
  const picked = pickItems({ bank: { steps }, cards: new Map(), today: 1, seen: new Map([['x1', 2]]), only: ({ topic }) => topic.startsWith('x-') });
  assert.deepEqual(picked.map((each) => each.id), ['x2']);
});

test('new topics follow the skills lost in the simulation, and families are mixed', () => {
  const steps = Array.from({ length: 8 }, (_, at) => ({ id: `s${at}`, topic: `${at < 6 ? 'sah' : 'angka'}-${at}`, skills: [at === 5 ? 'c_hasil' : 'turus'] }));
  const weak = weakSkills([review({ kind: 'hari', skills: ['c_hasil'], points: 1, max: 4 }), review({ kind: 'hari', points: 2, max: 2 })]);
  assert.deepEqual([...weak], [['c_hasil', 75], ['turus', 0]]);
  const picked = pickItems({ bank: { steps }, cards: new Map(), today: 1, seen: new Map(), weak }).map((each) => each.topic);
  assert.equal(picked[0], 'sah-5');
  assert.equal(picked.slice(0, 3).every((topic) => topic.startsWith('sah')), false);
});

test('days are those of the TPS', () => {
  assert.deepEqual(['3579022009', '5171', '9471', ''].map(zoneOf), [420, 480, 540, 420]);
  const night = Date.UTC(2024, 1, 13, 17, 30);
  assert.equal(isoOf(dayOf(night, 420)), '2024-02-14');
  assert.equal(dayWords(dayFromIso('2024-02-14')), '14 Feb');
  for (let day = 19_000; day < 22_000; day += 1) assert.equal(dayFromIso(isoOf(day)), day);
  assert.deepEqual(['', '2024-13-01', 'x', null].map(dayFromIso), [null, null, null, null]);
});

test('the plan has equal words for every day, late is not never, a missed day ends the row', () => {
  const drills = (day, n = 5) => Array.from({ length: n }, () => review({ day }));
  const at = (today, reviews) => planOf({ begin: 100, election: 120, today, reviews });
  assert.deepEqual(at(100, []).map((each) => [each.label, each.day]), [['Hari ke-3', 103], ['Hari ke-7', 107], ['Hari ke-12', 112], ['Hari ke-17', 117], ['H-1', 119]]);
  const plan = at(118, [...drills(103), ...drills(109), ...drills(113, 4)]);
  assert.deepEqual(plan.map((each) => each.state), ['selesai', 'selesai', 'lewat', 'hari_ini', 'nanti']);
  assert.equal(streakOf(plan), 0);
  assert.equal(streakOf(at(110, [...drills(103), ...drills(108)])), 2);
  assert.deepEqual(planOf({ begin: 100, election: 104, today: 101, reviews: [] }).map((each) => each.label), ['H-1']);
});

const paper = (attempt, size, rights, sure = 1) => rights.map((right, at) => review({ attempt, kind: 'uji', size, topic: `t-${at}`, skills: [at < 2 ? 'turus' : 'c_hasil'], right, sure }));

test('gain is normalised, losses and confident errors are told beside it', () => {
  const tests = testsOf([...paper('1', 'bentuk_a', [1, 0, 0, 0]), ...paper('2', 'bentuk_b', [0, 1, 1, 1])]);
  const gain = gainOf(tests);
  assert.deepEqual([gain.pre, gain.post, gain.gain], [25, 75, 66]);
  assert.deepEqual(gain.losses, ['t-0']);
  assert.deepEqual(gain.confident, ['t-0']);
  assert.deepEqual(gain.skills, [{ skill: 'c_hasil', pre: 0, post: 100, gain: 100 }, { skill: 'turus', pre: 50, post: 50, gain: 0 }]);
  assert.equal(normalised(90, 100), null);
  assert.deepEqual([null, 0, 30, 71].map(gainWords), ['sudah tinggi', 'rendah', 'sedang', 'tinggi']);
  assert.equal(normalised(80, 60), -100);
});

test('the same form twice is no before and after', () => {
  assert.equal(testsOf([...paper('1', 'bentuk_a', [1]), ...paper('2', 'bentuk_a', [1])]).after, null);
  assert.deepEqual(testsOf([]), { before: null, after: null });
});

test('half of a class begins with each form, and everyone gets both', () => {
  const people = Array.from({ length: 200 }, (_, n) => `018d-${n}`);
  const first = people.filter((id) => formFor(id, 'awal') === 'bentuk_a').length;
  assert.ok(first > 60 && first < 140, String(first));
  for (const id of people) assert.notEqual(formFor(id, 'awal'), formFor(id, 'akhir'));
});

const ethics = (right, knockout = '', day = 12) => review({ topic: 'etik-d-10', right, knockout, day });

test('an integrity breach stays open until seven of the newest eight dilemmas are right', () => {
  assert.equal(openKnockout([ethics(1)]), null);
  assert.deepEqual(openKnockout([ethics(0, 'pidana')]), { right: 0, of: 8 });
  const seven = Array.from({ length: 7 }, () => ethics(1));
  assert.ok(openKnockout([ethics(0, 'integritas'), ...seven]));
  assert.equal(openKnockout([ethics(0, 'integritas'), ...seven, ethics(0)]), null);
  assert.ok(openKnockout([ethics(0, 'integritas'), ...seven, ethics(0), ethics(0)]));
  assert.equal(openKnockout([review({ kind: 'hari', topic: '', knockout: 'psu', right: 0 })]), null);
});

const run = (attempt, day, pack_hash, rights, knockout = '') => rights.map((right) => review({ attempt, kind: 'hari', topic: '', day, pack_hash, right, knockout }));

test('mastery asks for two good days on two dates with two packs, the tests, the pledge and no open breach', () => {
  const good = [...run('1', 10, 'p', [1, 1, 1]), ...run('2', 12, 'q', [1, 1, 1])];
  const done = new Set(['1', '2']);
  assert.equal(goodRuns(runsOf(good, done)), 2);
  assert.equal(goodRuns(runsOf(good, new Set(['1']))), 1);
  assert.equal(goodRuns(runsOf([...run('1', 10, 'p', [1]), ...run('2', 10, 'q', [1])], done)), 1);
  assert.equal(goodRuns(runsOf([...run('1', 10, 'p', [1]), ...run('2', 12, 'p', [1])], done)), 1);
  assert.equal(goodRuns(runsOf([...run('1', 10, 'p', [1], 'psu'), ...run('2', 12, 'q', [1])], done)), 1);
  const facts = { reviews: good, done, gain: { post: 80 }, pledged: true };
  assert.deepEqual(masteryOf(facts), { met: true, missing: [] });
  const codes = (change) => masteryOf({ ...facts, ...change }).missing.map((each) => each.code);
  assert.deepEqual(codes({ pledged: false }), ['pakta']);
  assert.deepEqual(codes({ gain: null }), ['uji']);
  assert.deepEqual(codes({ gain: { post: 79 } }), ['nilai']);
  assert.deepEqual(codes({ done: new Set() }), ['hari']);
  assert.deepEqual(codes({ reviews: [...good, ethics(0, 'pidana')] }), ['gugur']);
});

test('readiness looks at the newest five answers of a skill', () => {
  const skills = [{ id: 'turus', label: 'Turus' }, { id: 'tinta', label: 'Tinta' }];
  const of = (rights) => readinessOf(rights.map((right) => review({ right })), skills).map((each) => each.state);
  assert.deepEqual(of([1, 1, 1, 1, 0]), ['siap', 'kosong']);
  assert.deepEqual(of([0, 1, 1, 1, 1, 1]), ['siap', 'kosong']);
  assert.deepEqual(of([1, 1, 0, 0, 1]), ['hampir', 'kosong']);
  assert.deepEqual(of([0, 0, 1]), ['belum', 'kosong']);
});

const part = (id, work) => ({ id, title: id, minutes: 5, goals: ['x'], work });
const course = {
  steps: [{ id: 'kartu', items: [{ id: 'k-1' }, { id: 'k-2' }] }, { id: 'komitmen', items: [{ id: 'h-1' }, { id: 'h-2' }] }],
  curriculum: { parts: [part('satu', [{ type: 'uji', title: 'U', moment: 'awal' }, { type: 'kartu', title: 'K', step: 'kartu', roles: ['kpps_4'] }]), part('dua', [{ type: 'latihan', title: 'L', topics: ['sah-p05', 'sah-p06'], count: 2 }, { type: 'pilih', title: 'H', step: 'komitmen' }, { type: 'renungan', title: 'R' }])] },
};
const now = (more) => ({ pack: course, role: 'kpps_4', ticks: new Set(), reviews: [], finished: new Set(), tests: { awal: null, akhir: null }, notes: new Set(), listed: 0, ...more });

test('a course knows what is done, leads to what is next, and each role sees its own', () => {
  const fresh = courseOf(now());
  assert.deepEqual(fresh.map((each) => [each.done, each.of, each.open]), [[0, 2, true], [0, 3, true]]);
  assert.equal(nextWork(fresh).work.href, '#/uji/awal');
  assert.equal(courseOf(now({ role: 'kpps_5' }))[0].of, 1);
  const most = now({ ticks: new Set(['k-1', 'k-2', 'h-1', 'h-2']), tests: { awal: [review()] }, reviews: [review(), review()], notes: new Set(['dua']) });
  assert.equal(nextWork(courseOf(most)), null);
  assert.equal(nextWork(courseOf({ ...most, reviews: [review()] })).work.href, '#/kilat/sah-/2');
});

test('the trainer opens and orders the parts', () => {
  const parts = courseOf(now(), { buka: ['dua'], urutan: ['dua'] });
  assert.deepEqual(parts.map((each) => [each.id, each.open]), [['dua', true], ['satu', false]]);
  assert.equal(nextWork(parts).part.id, 'dua');
});

const workday = {
  moments: [
    { id: 'a', day: 'H-1', from: 0, to: 1439, title: 'A', who: [] },
    { id: 'b', day: 'H', from: 360, to: 420, title: 'B', who: ['kpps_4'] },
    { id: 'c', day: 'H', from: 420, to: 780, title: 'C', who: ['kpps_1', 'kpps_4'] },
    { id: 'd', day: 'H', from: 450, to: 450, title: 'D', who: ['kpps_1'] },
  ],
  supply: [0, 2, 3],
  things: [{ text: 'x', per: 'tps', count: 2 }, { text: 'y', per: 'dpt', count: 1 }, { text: 'z', per: 'ballot', count: 5 }, { text: 'w', per: 'tps', count: 0 }],
  pauses: [[570, 585, 'kpps_2'], [585, 600, 'kpps_4'], [1080, 1095, 'kpps_4']],
};

test('the day knows what runs now for a seat, what comes, and who rests', () => {
  const titles = (role, minute) => Object.values(momentsAt(workday, role, minute)).map((list) => list.map((each) => each.title).join(''));
  assert.deepEqual(titles('kpps_4', 400), ['B', 'C']);
  assert.deepEqual(titles('kpps_1', 455), ['CD', '']);
  assert.deepEqual(titles('kpps_1', 490), ['C', '']);
  assert.deepEqual(titles('', 350), ['', 'BCD']);
  assert.deepEqual([resting(workday, 590), resting(workday, 700)], ['kpps_4', '']);
  assert.deepEqual(pausesOf(workday, 'kpps_4'), [[585, 600], [1080, 1095]]);
  assert.deepEqual(before(workday, 'kpps_7').map((each) => each.id), ['a']);
});

test('supplies follow the DPT by the table of the law room', () => {
  assert.deepEqual(supplies(workday, 2).map((each) => each.amount), [2, 2, 3, '']);
  assert.equal(supplies(workday, 3), null);
  assert.equal(supplies(workday, -1), null);
});

/** What the server makes, made here. */
async function certificate(content) {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const text = (bytes) => Buffer.from(bytes).toString('base64url');
  const payload = new TextEncoder().encode(JSON.stringify({ k: 1, ...content }));
  const sealed = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, payload);
  return { text: `STPS1.${text(payload)}.${text(sealed)}`, keys: { k1: text(await crypto.subtle.exportKey('raw', pair.publicKey)) } };
}

test('a certificate is good only bit for bit, and only with its server’s key', async () => {
  const { text, keys } = await certificate({ nama: 'Melati Ånggrek', akhir: 90 });
  const other = await certificate({ nama: 'Melati' });
  const state = async (given, known = keys) => (await checkCertificate(given, known)).state;
  assert.deepEqual(await checkCertificate(` ${text} `, keys), { state: 'sah', content: { k: 1, nama: 'Melati Ånggrek', akhir: 90 } });
  assert.equal(await state(text, other.keys), 'palsu');
  assert.equal(await state(text, {}), 'kunci');
  assert.equal(await state(text, null), 'kunci');
  const [prefix, payload, signature] = text.split('.');
  for (let at = 0; at < payload.length; at += 5) {
    const letter = payload[at] === 'A' ? 'B' : 'A';
    assert.notEqual(await state(`${prefix}.${payload.slice(0, at)}${letter}${payload.slice(at + 1)}.${signature}`), 'sah');
  }
  for (const bad of ['', 'x', `${prefix}.${payload}`, `${prefix}.${payload}.`, `STPS2.${payload}.${signature}`, `${text}.x`, `${prefix}.${payload}.${signature.slice(4)}`, `${prefix}.!!.${signature}`]) {
    assert.equal(await state(bad), 'palsu', bad);
  }
});

test('what is still to come goes into the phone\'s calendar, escaped and folded', () => {
  const plan = [{ day: 19747, label: 'Hari ke-3', state: 'selesai' }, { day: 19750, label: 'Hari ke-7', state: 'lewat' }, { day: 19755, label: 'Hari ke-12', state: 'nanti' }];
  const meetings = [
    { id: 'a', nama: 'Lereng', topik: 'Sah, tidak sah; turus', tempat: 'Balai\nDusun', keadaan: 'rencana', mulai: 1_707_000_000_000 },
    { id: 'b', nama: 'Batal', topik: '', tempat: 'x', keadaan: 'batal', mulai: 1_707_000_000_000 },
    { id: 'c', nama: 'Lalu', topik: '', tempat: 'x', keadaan: 'rencana', mulai: 1 },
  ];
  const text = calendarOf({ plan, meetings, now: 1_706_000_000_000 });
  const lines = text.replace(/\r\n /g, '').split('\r\n');
  assert.deepEqual(lines.filter((line) => /^(UID|DTSTART|SUMMARY|LOCATION|TRIGGER)/.test(line)), [
    'UID:latihan-19755@simulasi-tps', 'DTSTART:20240202T190000', 'SUMMARY:Simulasi TPS: latihan lima menit (Hari ke-12)', 'TRIGGER:-PT0M',
    'UID:temu-a@simulasi-tps', 'DTSTART:20240203T224000Z', 'SUMMARY:Pertemuan KPPS: Sah\\, tidak sah\\; turus', 'LOCATION:Balai\\nDusun', 'TRIGGER:-PT60M',
  ]);
  assert.ok(text.split('\r\n').every((line) => new TextEncoder().encode(line).length <= 75));
  assert.equal(calendarOf({ plan: [], meetings: [meetings[2]], now: 5 }), '');
});

test('a sent drill is first until enough of its questions were answered since it came, by this phone’s clock', () => {
  const letter = (id, pada, since, pokok = 'skill:tinta') => ({ id, since, body: { pada, topik: 'Tinta', teks: '', latihan: { pokok, soal: 2 } } });
  const answer = (wall, skills = ['tinta'], kind = 'latihan', topic = 'sah-7') => ({ wall, kind, skills, topic });
  assert.equal(sentDrill([], []), null);
  assert.equal(sentDrill([{ id: 'a', since: 1, body: { pada: 1, teks: 'hanya catatan' } }], []), null);
  assert.deepEqual(sentDrill([letter('a', 9, 10)], []), { href: '#/kilat/skill:tinta/2', title: 'Latihan dari PPS', why: 'Tinta. 2 soal, lima menit.', sent: true });
  // Before it came, about something else, or not in a drill: none of these count.
  const others = [answer(9), answer(11, ['turus']), answer(12, ['tinta'], 'hari'), answer(13)];
  assert.ok(sentDrill([letter('a', 9, 10)], others));
  assert.equal(sentDrill([letter('a', 9, 10)], [...others, answer(14)]), null);
  // Of two the newest that is open.
  assert.equal(sentDrill([letter('a', 9, 10), letter('b', 20, 21, 'sah-')], others).href, '#/kilat/sah-/2');
  assert.equal(sentDrill([letter('a', 9, 10), letter('b', 20, 21, 'sah-')], [answer(30, ['x']), answer(31, ['x'])]).href, '#/kilat/skill:tinta/2');
  assert.deepEqual(fiveMinutes({ sent: { href: '#/x' }, open: { right: 0, of: 0 } }), { href: '#/x' });
});

test('looking at questions is no attempt: it begins with the first answer, and another window that was faster is told', async () => {
  const made = [];
  const logs = new Map();
  const app = {
    attempts: {
      list: async () => made,
      hold: async () => true,
      release: () => {},
      events: async (id) => logs.get(id),
      create: async (about) => {
        made.push({ ...about, id: `u${made.length}` });
        logs.set(made.at(-1).id, [{ seq: 0, step: 'mulai', answer: [about.pack_hash, about.engine, about.ruleset, about.mode, ...about.seats], role: '' }]);
        return made.at(-1);
      },
      append: async (id, event) => {
        logs.get(id).push({ ...event, seq: logs.get(id).length });
        return logs.get(id).at(-1);
      },
    },
    sync: { request: () => {} },
  };
  const found = { hash: 'a'.repeat(64), raw: PACKS.latihan };
  const [one, two] = [await questionsOn(app, found, ['semua'], 'latihan'), await questionsOn(app, found, ['semua'], 'latihan')];
  assert.deepEqual([made.length, one.state.seq], [0, 0]);
  const { id, role } = found.raw.steps[0];
  const event = { step: id, answer: ['ya', 'yakin'], role };
  assert.equal((await one.append(event)).seq, 1);
  await one.append(event);
  assert.equal(made.length, 1);
  await assert.rejects(two.append(event), /jendela lain/);
  assert.equal((await questionsOn(app, found, ['semua'], 'latihan')).state.seq, 2);
});
