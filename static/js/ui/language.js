/** Makes `html` speak the language this phone has chosen. */
import { chosenLanguage, keepLanguage, keptWords } from '../platform/language.js';
import { speak } from './dom.js';
import { translator } from './translate.js';

function speakIn(words) {
  document.documentElement.lang = chosenLanguage() || 'id';
  if (!words) return speak(null);
  const { template, sentence } = translator(words);
  return speak((draw, strings, values) => {
    const { strings: told, said } = template(strings);
    return draw(told, ...values.map((value, at) => (said[at] && typeof value === 'string' ? sentence(value) : value)));
  });
}

/** At the start of the app: the words that are kept here; newer ones are fetched for the next start. */
export function beginLanguage() {
  speakIn(keptWords());
  keepLanguage(chosenLanguage()).catch(() => {}); // no signal: those that are here stay
}

/** From now on; fails, and changes nothing, when the words cannot be fetched. */
export async function useLanguage(code) {
  await keepLanguage(code);
  speakIn(keptWords());
}
