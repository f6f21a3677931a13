/** Words and figures as people in a TPS read them. Pure. */

/** 554 -> "09.14", the way the TPS clock is read aloud. */
export const clockText = (minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}.${String(minute % 60).padStart(2, '0')}`;

const DAYS = { 'H-3': '3 hari sebelum', 'H-2': '2 hari sebelum', 'H-1': 'Sehari sebelum', H: 'Hari pemungutan', 'H+1': 'Sehari sesudah' };
/** "H-3" -> "3 hari sebelum". */
export const dayText = (day) => DAYS[day] ?? day;

/** "pukul 09.14", with the day when it is not voting day. */
export const momentText = (step) => (step.day === 'H' ? `pukul ${clockText(step.minute)}` : `${step.day} pukul ${clockText(step.minute)}`);

const ONES = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan', 'sepuluh', 'sebelas'];

/** A natural number below a million in words, as C.HASIL asks beside every figure. */
export function numberWords(n) {
  if (n < 12) return ONES[n];
  if (n < 20) return `${ONES[n - 10]} belas`;
  const [unit, word] = n < 100 ? [10, 'puluh'] : n < 1000 ? [100, 'ratus'] : [1000, 'ribu'];
  const head = Math.floor(n / unit);
  const tail = n % unit;
  const first = head === 1 && unit > 10 ? `se${word}` : `${numberWords(head)} ${word}`;
  return tail ? `${first} ${numberWords(tail)}` : first;
}

/** What somebody typed -> natural number below a million, or null when it is none. */
export function readNatural(text) {
  const trimmed = String(text).trim();
  return /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : null;
}

/** Strokes of a count in groups of five: 12 -> [5, 5, 2]. */
export function strokeGroups(n) {
  const full = Math.floor(n / 5);
  return [...Array(full).fill(5), ...(n % 5 ? [n % 5] : [])];
}

/** "2 ikat lima, lebih 3" for the reader who cannot see strokes. */
export function strokeWords(groups) {
  const full = groups.filter((g) => g === 5).length;
  const rest = groups[groups.length - 1] === 5 ? 0 : (groups[groups.length - 1] ?? 0);
  if (!groups.length) return 'belum ada turus';
  return [full ? `${full} ikat lima` : '', rest ? `${full ? 'lebih ' : ''}${rest}` : ''].filter(Boolean).join(', ');
}

/** The fields that hold a natural number, as numbers. */
export function writtenOf(step, typed) {
  const written = {};
  for (const field of step.fields) {
    const n = readNatural(typed[field.id] ?? '');
    if (n !== null) written[field.id] = n;
  }
  return written;
}

/** How a person is addressed: "Ibu" and "MELATI ANGGREK" -> "Ibu Melati"; "Bu Melati" stays. */
export function callName({ sapaan = '', nama = '' }) {
  const first = nama.split(' ')[0].toLowerCase();
  if (!first || sapaan.toLowerCase().includes(first)) return sapaan || nama;
  return `${sapaan} ${first.charAt(0).toUpperCase()}${first.slice(1)}`.trim();
}

/** The election an item of a set stands for: by its id, or by the pile on the table it draws from. */
export function electionOf(pack, item) {
  const id = item.id.toUpperCase();
  const byId = pack.raw.elections.find((e) => e.id === id);
  if (byId) return byId;
  const drawn = (item.effects ?? []).map((e) => e[0]).find((name) => name.startsWith(STOCK));
  return drawn && pack.raw.elections.find((e) => STOCK + e.id.toLowerCase() === drawn);
}
const STOCK = 'surat_suara_tidak_digunakan_';

/** How many sheets of an election lie on the table, or null when this pack does not count them. */
export const stockOf = (state, election) => state.counters[STOCK + election.id.toLowerCase()] ?? null;

export const KNOCKOUTS = {
  psu: 'Dapat berakibat pemungutan suara ulang (PSU)',
  integritas: 'Melanggar integritas',
  pidana: 'Dapat berakibat pidana',
};

export const MARKS = {
  seen: '',
  unverified: 'belum diverifikasi',
  conflict: 'sumber berbeda pendapat',
};

/** "IV.pair:1" -> "IV": the line as printed on the form, without our name for the row in it. */
export const printedLine = (line) => line.replace(/\.(?:[a-z_]+:[\d.]+|blank_column)$/, '');
