/**
 * The packed log: some lines of one attempt in as few bytes as their pack allows, and the very lines back, or a refusal. docs/format-packed.md
 * Twin: simulasi/sync/packed.py. By columns, so that what looks alike stands together: first bytes, clocks, the rest.
 */
import { MAX_LINE, format_line, is_safe_integer, parse_line } from '../engine/events.js';
import { deflate, inflate } from '../platform/deflate.js';
import { reader, writer } from './bytes.js';

const [PLAIN, DEFLATED] = [2, 3];
const MAX_LINES = 20_000;
const MAX_BYTES = 512 * 1024;
const MAX_TEXT = 2 * 1024 * 1024;
const MAX_SEQ = 1_000_000;
const MAX_NATURAL = 2 ** 49; // times eight it is still a safe integer
const MAX_VALUES = 8192; // a line is short, hence so is what it says
const [UNIT, MAX_UNIT] = [100, 60_000];
const [NATURAL, NAME, LIST, TEXT, FORM] = [0, 1, 2, 3, 4];
const [ELSEWHERE, OTHER_ROLE, JUMP] = [4, 8, 3]; // of an event's first byte; the two lowest bits are the clock, the four highest a name
const WORDS = ['yakin', 'ragu', 'sudah', 'belum'];
const SAFE_TEXT = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

const ids = (list) => (list ?? []).map((each) => each.id);
const namesOf = (names, fields = []) => ({ names: [...names, ...fields, ...WORDS], fields });
const NOTHING = namesOf([]);
const zigzag = (n) => (n < 0 ? -2 * n - 1 : 2 * n);
const unzigzag = (n) => (n % 2 ? -(n + 1) / 2 : n / 2);

/** What a pack and a log on it have in common, and what is therefore not sent; and where the log stands. */
function follow(pack, hash, unit) {
  const place = new Map(pack.steps.map((step, i) => [step.id, i]));
  const opening = namesOf([hash, '1', pack.ruleset, 'langsung', 'akhir', 'regu', ...ids(pack.roles), 'semua']);
  return {
    opening,
    unit,
    said: new Map(), // field of a form -> its number, last time
    seats: new Set(),
    at: -1,
    mono: 0,
    apart: 0,
    room: MAX_VALUES,
    step: (i) => pack.steps[i],
    place: (id) => place.get(id) ?? -1,
    names: (i) => (i < 0 ? NOTHING : namesOf([...ids(pack.steps[i].options), ...ids(pack.steps[i].items)], ids(pack.steps[i].fields))),
    sit(seats) {
      this.seats = new Set(Array.isArray(seats) ? seats : []);
    },
    /** The next step of a seated role, or -1. */
    next() {
      for (let i = this.at + 1; i < pack.steps.length; i += 1) if (this.seats.has(pack.steps[i].role)) return i;
      return -1;
    },
    take(room = 1) {
      this.room -= room;
      if (this.room < 0) throw new RangeError('terlalu panjang');
    },
  };
}

const isNatural = (n) => typeof n === 'number' && n >= 0 && n <= MAX_NATURAL;
const isForm = (value, fields) =>
  fields.length > 0 && value.length === fields.length && value.every((p, i) => Array.isArray(p) && p.length === 2 && p[0] === fields[i] && isNatural(p[1]));

function put(w, value, names, walk) {
  if (typeof value === 'number') {
    if (!isNatural(value)) throw new RangeError('bilangan');
    w.varint(value * 8 + NATURAL);
  } else if (typeof value === 'string') {
    const i = names.names.indexOf(value);
    if (i >= 0) return w.varint(i * 8 + NAME);
    w.varint(value.length * 8 + TEXT);
    for (const sign of value) w.byte(sign.charCodeAt(0)); // a line is ASCII
  } else if (isForm(value, names.fields)) {
    w.varint(value.length * 8 + FORM);
    for (const [name, n] of value) {
      w.varint(zigzag(n - (walk.said.get(name) ?? 0))); // the lines of one form and the next hardly differ
      walk.said.set(name, n);
    }
  } else {
    w.varint(value.length * 8 + LIST);
    for (const each of value) put(w, each, names, walk);
  }
  return undefined;
}

function getField(r, name, walk) {
  const n = (walk.said.get(name) ?? 0) + unzigzag(r.varint());
  if (!isNatural(n)) throw new RangeError('bilangan');
  walk.said.set(name, n);
  return [name, n];
}

function get(r, names, walk, depth = 0) {
  const code = r.varint();
  const n = Math.floor(code / 8);
  const tag = code % 8;
  walk.take();
  if (tag === NATURAL && n <= MAX_NATURAL) return n;
  if (tag === NAME && n < names.names.length) return names.names[n];
  if (tag === TEXT) {
    const text = Array.from(r.bytes(n), (b) => String.fromCharCode(b)).join('');
    if (!SAFE_TEXT.test(text)) throw new RangeError('teks');
    return text;
  }
  if (tag === FORM && n && n === names.fields.length && depth === 0) {
    walk.take(n);
    return names.fields.map((name) => getField(r, name, walk));
  }
  if (tag !== LIST || depth > 1 || n > r.left) throw new RangeError('jawaban');
  const list = [];
  while (list.length < n) list.push(get(r, names, walk, depth + 1));
  return list;
}

const getText = (r, names, walk) => {
  const text = get(r, names, walk);
  if (typeof text !== 'string') throw new RangeError('catatan');
  return text;
};

/** Stand behind this event. */
function pass(walk, seq, place, answer, since, shift) {
  if (seq === 0) walk.sit(Array.isArray(answer) ? answer.slice(4) : []);
  else if (place >= 0) walk.at = place;
  Object.assign(walk, { mono: since, apart: walk.apart + shift });
}

/** Writes the rest of an event; gives its first byte and its clock. */
function putEvent(w, event, walk) {
  const first = event.seq === 0;
  const place = first ? -1 : walk.place(event.step);
  const names = first ? walk.opening : walk.names(place);
  const elsewhere = first ? event.step !== 'mulai' : place < 0 || place !== walk.next();
  const otherRole = event.role !== (walk.step(place)?.role ?? '');
  const since = event.mono / walk.unit;
  const shift = (event.wall - event.mono) / walk.unit - walk.apart;
  const jump = since < walk.mono || Math.abs(shift) > 1;
  const number = typeof event.answer === 'string' ? names.names.indexOf(event.answer) + 1 : 0;
  const short = number < 16 ? number : 0;
  if (elsewhere) {
    w.varint(place + 1);
    if (place < 0) put(w, event.step, walk.opening, walk);
  }
  if (otherRole) put(w, event.role, walk.opening, walk);
  if (jump) w.varint(zigzag(shift));
  if (!short) put(w, event.answer, names, walk);
  const clock = jump ? since : since - walk.mono;
  pass(walk, event.seq, place, event.answer, since, shift);
  return [(jump ? JUMP : shift < 0 ? 2 : shift) + (elsewhere ? ELSEWHERE : 0) + (otherRole ? OTHER_ROLE : 0) + 16 * short, clock];
}

function getEvent(r, seq, head, clock, walk) {
  let place = seq === 0 ? -1 : walk.next();
  let step = seq === 0 ? 'mulai' : undefined;
  walk.room = MAX_VALUES;
  if (head & ELSEWHERE) {
    place = r.varint() - 1;
    step = place < 0 ? getText(r, walk.opening, walk) : undefined;
  }
  const known = walk.step(place);
  step ??= known?.id;
  if (step === undefined) throw new RangeError('langkah');
  const names = seq === 0 ? walk.opening : walk.names(place);
  const role = head & OTHER_ROLE ? getText(r, walk.opening, walk) : (known?.role ?? '');
  const jump = (head & 3) === JUMP;
  const since = jump ? clock : walk.mono + clock;
  const shift = jump ? unzigzag(r.varint()) : [0, 1, -1][head & 3];
  const answer = head >> 4 ? names.names[(head >> 4) - 1] : get(r, names, walk);
  const [mono, wall] = [since * walk.unit, (since + walk.apart + shift) * walk.unit];
  if (answer === undefined || !is_safe_integer(mono) || !is_safe_integer(wall)) throw new RangeError('catatan');
  pass(walk, seq, place, answer, since, shift);
  return { seq, step, answer, role, wall: wall || 0, mono };
}

/** What stands behind the first byte of a plain packed log; `seats` when the lines are not the first. Throws RangeError. */
export function columns(lines, pack, hash, seats = []) {
  const events = lines.map(parse_line);
  const unit = events.every((e) => e.mono % UNIT === 0 && e.wall % UNIT === 0) ? UNIT : 1;
  const walk = follow(pack, hash, unit);
  const [front, highs, rest] = [writer(), writer(), writer()];
  const [heads, lows] = [[], []];
  for (const n of [events[0].seq, events.length, unit]) front.varint(n);
  if (events[0].seq) {
    put(front, seats, walk.opening, walk);
    walk.sit(seats);
  }
  for (const event of events) {
    const [head, clock] = putEvent(rest, event, walk);
    heads.push(head);
    lows.push(clock % 256);
    highs.varint(Math.floor(clock / 256));
  }
  return Uint8Array.from([...front.done(), ...heads, ...lows, ...highs.done(), ...rest.done()]);
}

function fromColumns(bytes, pack, hash) {
  const r = reader(bytes);
  const [first, count, unit] = [r.varint(), r.varint(), r.varint()];
  if (first > MAX_SEQ || !count || count > MAX_LINES || !unit || unit > MAX_UNIT) throw new RangeError('banyaknya');
  const walk = follow(pack, hash, unit);
  if (first) walk.sit(get(r, walk.opening, walk));
  const [heads, lows] = [r.bytes(count), r.bytes(count)];
  const clocks = Array.from(lows, (low) => low + 256 * r.varint());
  const lines = [];
  let size = 0;
  for (let at = 0; at < count; at += 1) {
    const line = format_line(getEvent(r, first + at, heads[at], clocks[at], walk));
    size += line.length;
    if (line.length > MAX_LINE || size > MAX_TEXT) throw new RangeError('terlalu panjang');
    lines.push(line);
  }
  if (r.left) throw new RangeError('sisa');
  return lines;
}

/** The bytes, or null when these lines cannot be had back from them. */
export async function pack(lines, raw, hash, seats = []) {
  try {
    const plain = columns(lines, raw, hash, seats);
    if (fromColumns(plain, raw, hash).some((line, i) => line !== lines[i])) return null;
    const small = await deflate(plain);
    return small && small.length < plain.length ? Uint8Array.from([DEFLATED, ...small]) : Uint8Array.from([PLAIN, ...plain]);
  } catch {
    return null;
  }
}

/** The lines again; throws RangeError or what the browser says of broken bytes. */
export async function unpack(bytes, raw, hash) {
  if (bytes[0] !== PLAIN && bytes[0] !== DEFLATED) throw new RangeError('bentuk');
  const rest = bytes.slice(1);
  if (rest.length > MAX_BYTES) throw new RangeError('terlalu besar');
  return fromColumns(bytes[0] === DEFLATED ? await inflate(rest, MAX_BYTES) : rest, raw, hash);
}
