/** A sum of written numbers as figures. Pure; the arithmetic is the engine's. */
import { add_written } from '../../engine/answers.js';

/** "77 = 14 + 1 + 62", or "77 ≠ 15 + 1 + 62 (78)". */
export function sumText(forms, own, identity, wrong) {
  const side = (refs) => refs.map((ref) => add_written(forms, own, [ref])).join(' + ');
  const sum = (refs) => (refs.length > 1 ? ` (${add_written(forms, own, refs)})` : '');
  const op = identity.op === '<=' ? (wrong ? '>' : '≤') : wrong ? '≠' : '=';
  return `${side(identity.left)}${wrong ? sum(identity.left) : ''} ${op} ${side(identity.right)}${wrong ? sum(identity.right) : ''}`;
}
