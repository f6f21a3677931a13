/**
 * A catalogue from Indonesian sentence to sentence, applied to templates before they are drawn; `{}` stands for what is put in (docs/adr/0090). What has
 * no translation stays as it is. Only text and what a screen reader says is touched: never a class, an address or a value. Pure.
 */
const HOLE = '\u0000';
const TAG = /(<[^>]*>)/;
const SPOKEN = /(?<![\w-])(aria-label|alt|title|placeholder|label)="([^"]*)"/g;
const SAID_BY_HOLE = /(?<![\w-])(?:aria-label|alt|title|placeholder|label)=$/;

const keyOf = (text) => text.replaceAll(HOLE, '{}').replace(/\s+/g, ' ').trim();
const holes = (text) => text.split(HOLE).length - 1;
const literally = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `{template, sentence}` for a catalogue. */
export function translator(words) {
  const templates = new WeakMap();
  const sentences = new Map();
  const patterns = Object.keys(words)
    .filter((key) => key.includes('{}'))
    .sort((one, other) => other.length - one.length) // the most that is known of a sentence first
    .map((key) => [new RegExp(`^${key.split('{}').map(literally).join('(.*?)')}$`), words[key].split('{}')]);

  function found(text) {
    const key = keyOf(text);
    if (words[key] !== undefined) return words[key];
    for (const [pattern, parts] of patterns) {
      const put = pattern.exec(key);
      if (put) return parts.map((part, at) => part + (at < put.length - 1 ? sentence(put[at + 1]) : '')).join('');
    }
    return key;
  }

  /** A sentence that was put together before it is drawn. */
  function sentence(text) {
    if (!/\p{L}/u.test(text)) return text;
    if (!sentences.has(text)) sentences.set(text, text.replace(/^(\s*)([^]*?)(\s*)$/, (_, before, body, after) => before + (body && found(body)) + after));
    return sentences.get(text);
  }

  /** Text of a template, holes in their order; as it was when the translation has not the same holes. */
  const text = (piece) => {
    const told = words[keyOf(piece)]?.replaceAll('{}', HOLE);
    return told !== undefined && holes(told) === holes(piece) ? piece.replace(/^(\s*)[^]*?(\s*)$/, (_, before, after) => before + told + after) : piece;
  };

  /** lit-html knows a template by its array: the translated one is made once for each. `said[n]`: does hole n stand where people read it? */
  function template(strings) {
    if (!templates.has(strings)) {
      const said = [];
      const pieces = strings.join(HOLE).split(TAG).map((piece, at) => {
        const before = piece.split(HOLE).slice(0, -1);
        said.push(...before.map((part) => at % 2 === 0 || SAID_BY_HOLE.test(part)));
        return at % 2 ? piece.replace(SPOKEN, (_, name, value) => `${name}="${text(value)}"`) : text(piece);
      });
      const made = pieces.join('').split(HOLE);
      made.raw = made;
      templates.set(strings, { strings: made, said });
    }
    return templates.get(strings);
  }
  return { template, sentence };
}
