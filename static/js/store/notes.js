/** Private reflections: on this phone only, never in a log, never sent, gone with the profile. */
import { getMeta, putMeta } from './meta.js';

const key = (profile) => `renungan/${profile}`;

export const notesOf = async (profile) => (await getMeta(key(profile))) ?? {};

/** Keep a note under a name; an empty one is forgotten. */
export async function keepNote(profile, name, text) {
  const all = { ...(await notesOf(profile)), [name]: text };
  if (!text) delete all[name];
  await putMeta(key(profile), all);
}
