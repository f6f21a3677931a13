/**
 * A log in as few bytes as its pack allows: steps and answers as their places in the pack, clocks as differences. Gives back the very lines,
 * or refuses. Twin: simulasi/sync/shortlog.py; docs/format-bundle.md
 */
import { format_line, parse_line } from '../engine/events.js';
import { reader, writer } from './bytes.js';

export const MAX_LINES = 20_000;
const MAX_TEXT = 2 * 1024 * 1024;
const MAX_NATURAL = 2 ** 49; // times eight it is still a safe integer
const [NATURAL, NAME, LIST, TEXT, FORM] = [0, 1, 2, 3, 4];
const [ELSEWHERE, OTHER_ROLE] = [4, 8]; // flags of an event's first byte; the two lowest bits are the clock

const ids = (list) => (list ?? []).map((each) => each.id);
const namesOf = (step) => [...ids(step.options), ...ids(step.items), ...ids(step.fields)];
const openingNames = (pack, hash) => [hash, '1', pack.ruleset, 'langsung', 'akhir', ...ids(pack.roles), 'semua'];
const zigzag = (n) => (n < 0 ? -2 * n - 1 : 2 * n);
const unzigzag = (n) => (n % 2 ? -(n + 1) / 2 : n / 2);

/** Where the log stands: which step comes next for those who sit. */
function follow(pack) {
  const place = new Map(pack.steps.map((step, i) => [step.id, i]));
  let seats = new Set();
  let at = -1;
  return {
    place: (id) => place.get(id),
    sit: (answer) => (seats = new Set(Array.isArray(answer) ? answer.slice(4) : [])),
    go: (i) => (at = i),
    next() {
      for (let i = at + 1; i < pack.steps.length; i += 1) if (seats.has(pack.steps[i].role)) return i;
      return -1;
    },
  };
}

const isForm = (value, names) => value.length > 0 && value.length === names.length && value.every((p, i) => Array.isArray(p) && p.length === 2 && p[0] === names[i] && p[1] >= 0);

function putValue(w, value, names) {
  if (typeof value === 'number') {
    if (value < 0 || value > MAX_NATURAL) throw new RangeError('bilangan');
    w.varint(value * 8 + NATURAL);
  } else if (typeof value === 'string') {
    const i = names.indexOf(value);
    if (i >= 0) return w.varint(i * 8 + NAME);
    w.varint(value.length * 8 + TEXT);
    for (const sign of value) w.byte(sign.charCodeAt(0)); // a line is ASCII
  } else if (isForm(value, names)) {
    w.varint(value.length * 8 + FORM);
    value.forEach(([, n]) => w.varint(n));
  } else {
    w.varint(value.length * 8 + LIST);
    value.forEach((each) => putValue(w, each, names));
  }
  return undefined;
}

function getValue(r, names, depth = 0) {
  const code = r.varint();
  const n = Math.floor(code / 8);
  const tag = code % 8;
  if (tag === NATURAL) return n;
  if (tag === NAME && n < names.length) return names[n];
  if (tag === TEXT) return String.fromCharCode(...r.bytes(n));
  if (tag === FORM && n === names.length) return names.map((name) => [name, r.varint()]);
  if (tag !== LIST || depth > 2 || n > r.left) throw new RangeError('jawaban');
  return Array.from({ length: n }, () => getValue(r, names, depth + 1));
}

function putEvent(w, event, pack, hash, where, clock) {
  const first = event.seq === 0;
  const step = first ? null : pack.steps[where.place(event.step)];
  const names = first ? openingNames(pack, hash) : step ? namesOf(step) : [];
  const expected = first ? -1 : where.next();
  const elsewhere = first ? event.step !== 'mulai' : !step || where.place(event.step) !== expected;
  const otherRole = event.role !== (step?.role ?? '');
  const shift = event.wall - event.mono - clock.apart;
  const jump = first || event.mono < clock.mono || Math.abs(shift) > 1;
  const short = typeof event.answer === 'string' ? names.indexOf(event.answer) + 1 : 0;
  w.byte((jump ? 3 : shift < 0 ? 2 : shift) + (elsewhere ? ELSEWHERE : 0) + (otherRole ? OTHER_ROLE : 0) + (short < 16 ? short * 16 : 0));
  if (elsewhere) {
    w.varint(step ? where.place(event.step) + 1 : 0);
    if (!step) w.text(event.step);
  }
  if (otherRole) w.text(event.role);
  w.varint(jump ? event.mono : event.mono - clock.mono);
  if (jump) w.varint(zigzag(shift));
  if (!short || short > 15) putValue(w, event.answer, names);
  if (first) where.sit(event.answer);
  else if (step) where.go(where.place(event.step));
  Object.assign(clock, { mono: event.mono, apart: event.wall - event.mono });
}

function getEvent(r, seq, pack, hash, where, clock) {
  const head = r.byte();
  let place = seq === 0 ? -1 : where.next();
  let step = seq === 0 ? 'mulai' : pack.steps[place]?.id;
  if (head & ELSEWHERE) {
    place = r.varint() - 1;
    step = place < 0 ? r.text(200) : pack.steps[place]?.id;
  }
  const known = pack.steps[place];
  const names = seq === 0 ? openingNames(pack, hash) : known ? namesOf(known) : [];
  const role = head & OTHER_ROLE ? r.text(200) : (known?.role ?? '');
  const jump = (head & 3) === 3;
  const mono = jump ? r.varint() : clock.mono + r.varint();
  const apart = clock.apart + (jump ? unzigzag(r.varint()) : [0, 1, -1][head & 3]);
  const short = head >> 4;
  const answer = short ? names[short - 1] : getValue(r, names);
  if (step === undefined || answer === undefined) throw new RangeError('langkah');
  if (seq === 0) where.sit(answer);
  else if (known) where.go(place);
  Object.assign(clock, { mono, apart });
  return { seq, step, answer, role, wall: mono + apart, mono };
}

/** The bytes, or null when these lines cannot be had back from them (then they travel as text). */
export function shorten(lines, pack, hash) {
  const w = writer();
  const where = follow(pack);
  const clock = { mono: 0, apart: 0 };
  try {
    lines.forEach((line) => putEvent(w, parse_line(line), pack, hash, where, clock));
    const bytes = w.done();
    const back = lengthen(bytes, pack, hash);
    return back.length === lines.length && back.every((line, i) => line === lines[i]) ? bytes : null;
  } catch {
    return null;
  }
}

/** The lines again; throws RangeError for bytes that are no log on this pack. */
export function lengthen(bytes, pack, hash) {
  const r = reader(bytes);
  const where = follow(pack);
  const clock = { mono: 0, apart: 0 };
  const lines = [];
  for (let size = 0; r.left > 0; size += lines[lines.length - 1].length) {
    if (lines.length >= MAX_LINES || size > MAX_TEXT) throw new RangeError('terlalu panjang');
    lines.push(format_line(getEvent(r, lines.length, pack, hash, where, clock)));
  }
  return lines;
}
