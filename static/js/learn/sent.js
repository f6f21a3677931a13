/** Drills that PPS sent: opened by one tap, done when enough of their questions were answered since they arrived. Pure. */
import { onTopic } from './pick.js';

/** Where a sent drill opens; `latihan` as in the letter. */
export const hrefOf = ({ pokok, soal }) => `#/kilat/${pokok}/${soal}`;

/** How many answers of `reviews` count for a letter `{since, body}`; `since` is when it came, by this phone's own clock. */
export function answeredOf({ since, body }, reviews) {
  const meets = onTopic(body.latihan.pokok.split(','));
  return reviews.filter((each) => each.kind === 'latihan' && each.wall >= since && meets(each)).length;
}

/** The newest sent drill that is not done: `{href, title, why}`, or null. `letters` are rows of the inbox. */
export function sentDrill(letters, reviews) {
  const open = letters
    .filter((row) => row.body.latihan && answeredOf(row, reviews) < row.body.latihan.soal)
    .sort((a, b) => b.body.pada - a.body.pada || (a.id < b.id ? -1 : 1))[0];
  if (!open) return null;
  const { latihan, topik } = open.body;
  return { href: hrefOf(latihan), title: 'Latihan dari PPS', why: `${topik}. ${latihan.soal} soal, lima menit.`, sent: true };
}
