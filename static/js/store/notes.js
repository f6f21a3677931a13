/** Private reflections: on this phone only, never in a log, never sent, gone with the profile. */
import { getOwn, putOwn } from './own.js';

const NAME = 'renungan';

export const notesOf = async (profile) => (await getOwn(profile, NAME)) ?? {};

/** Keep a note under a name; an empty one is forgotten. */
export async function keepNote(profile, name, text) {
  const all = { ...(await notesOf(profile)), [name]: text };
  if (!text) delete all[name];
  await putOwn(profile, NAME, all);
}
