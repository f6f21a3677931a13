/** Geometry of a ballot on a small screen. Pure. */
/** Only the cells a round loupe at (x, y) shows. */
export const cellsNear = (list, [x, y], r) => list.filter((c) => c.x < x + r && c.x + c.w > x - r && c.y < y + r && c.y + c.h > y - r);

/** Text in lines of at most `most` letters, broken at words. */
export function breakLines(text, most) {
  const lines = [''];
  for (const word of String(text).split(' ')) {
    const last = lines[lines.length - 1];
    if (last && last.length + word.length + 1 > most) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

/**
 * The part of a tall ballot that fits beside its loupes: the stretch around the holes when they lie near each other, else all of it.
 * {y, height, above, below}: `above` and `below` tell that paper goes on there.
 */
export function windowOf(layout, holes, ratio = 1.05) {
  const whole = { y: 0, height: layout.height, above: false, below: false };
  const height = Math.round(layout.width * ratio);
  if (!holes.length || layout.height <= height * 1.1) return whole;
  const ys = holes.map((hole) => hole[1]);
  const top = Math.min(...ys);
  const bottom = Math.max(...ys);
  if (bottom - top > height * 0.8) return whole;
  const y = Math.max(0, Math.min(layout.height - height, Math.round((top + bottom) / 2 - height * 0.6)));
  return { y, height, above: y > 0, below: y + height < layout.height };
}
