/** The language this phone has chosen when it is not Indonesian, and its words: kept here, so that it needs no signal. */
const CODE = 'bahasa';
const WORDS = 'bahasa-kata';

function kept(key) {
  try {
    return localStorage.getItem(key) ?? '';
  } catch {
    return ''; // storage is closed: Indonesian
  }
}

/** `''` is Indonesian. */
export const chosenLanguage = () => kept(CODE);

/** Indonesian sentence -> sentence, or null. */
export function keptWords() {
  const text = chosenLanguage() && kept(WORDS);
  return text ? JSON.parse(text) : null;
}

/** Fetch the words of a language and keep both; `''` forgets them. */
export async function keepLanguage(code) {
  if (!code) {
    localStorage.removeItem(CODE);
    localStorage.removeItem(WORDS);
    return;
  }
  const answer = await fetch(`/static/bahasa/${code}.json`, { credentials: 'omit' });
  if (!answer.ok) throw new Error(`/static/bahasa/${code}.json ${answer.status}`);
  localStorage.setItem(WORDS, JSON.stringify(await answer.json()));
  localStorage.setItem(CODE, code);
}
