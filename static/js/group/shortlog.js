/**
 * The short log, the form before the packed one (`packed.js`): read, never written any more. Bundles of older phones may still be under way.
 * Twin: simulasi/sync/shortlog.py; docs/format-bundle.md
 */
import { MAX_LINE, format_line } from '../engine/events.js';
import { reader } from './bytes.js';

const MAX_LINES = 20_000;
const MAX_TEXT = 2 * 1024 * 1024;
const MAX_VALUES = 8192;
const [NATURAL, NAME, LIST, TEXT, FORM] = [0, 1, 2, 3, 4];
const [ELSEWHERE, OTHER_ROLE] = [4, 8]; // flags of an event's first byte; the two lowest bits are the clock

const ids = (list) => (list ?? []).map((each) => each.id);
const namesOf = (step) => [...ids(step.options), ...ids(step.items), ...ids(step.fields)];
const openingNames = (pack, hash) => [hash, '1', pack.ruleset, 'langsung', 'akhir', ...ids(pack.roles), 'semua'];
const unzigzag = (n) => (n % 2 ? -(n + 1) / 2 : n / 2);

/** Where the log stands: which step comes next for those who sit. */
function follow(pack) {
  let seats = new Set();
  let at = -1;
  return {
    sit: (answer) => (seats = new Set(Array.isArray(answer) ? answer.slice(4) : [])),
    go: (i) => (at = i),
    next() {
      for (let i = at + 1; i < pack.steps.length; i += 1) if (seats.has(pack.steps[i].role)) return i;
      return -1;
    },
  };
}

function getValue(r, names, budget, depth = 0) {
  budget.room -= 1;
  if (budget.room < 0) throw new RangeError('terlalu panjang');
  const code = r.varint();
  const n = Math.floor(code / 8);
  const tag = code % 8;
  if (tag === NATURAL) return n;
  if (tag === NAME && n < names.length) return names[n];
  if (tag === TEXT) return String.fromCharCode(...r.bytes(n));
  if (tag === FORM && n === names.length) return names.map((name) => [name, r.varint()]);
  if (tag !== LIST || depth > 2 || n > r.left) throw new RangeError('jawaban');
  const list = [];
  while (list.length < n) list.push(getValue(r, names, budget, depth + 1));
  return list;
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
  const answer = short ? names[short - 1] : getValue(r, names, { room: MAX_VALUES });
  if (step === undefined || answer === undefined) throw new RangeError('langkah');
  if (seq === 0) where.sit(answer);
  else if (known) where.go(place);
  Object.assign(clock, { mono, apart });
  return { seq, step, answer, role, wall: mono + apart, mono };
}

/** The lines again; throws RangeError for bytes that are no log on this pack. */
export function lengthen(bytes, pack, hash) {
  const r = reader(bytes);
  const where = follow(pack);
  const clock = { mono: 0, apart: 0 };
  const lines = [];
  for (let size = 0; r.left > 0; ) {
    const line = format_line(getEvent(r, lines.length, pack, hash, where, clock));
    size += line.length;
    lines.push(line);
    if (lines.length > MAX_LINES || size > MAX_TEXT || line.length > MAX_LINE) throw new RangeError('terlalu panjang');
  }
  return lines;
}
