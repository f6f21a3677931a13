/** Small things of one person (reflections, certificate): by name, in their vault, on this phone only. */
import { result, write } from './db.js';
import { getMeta, putMeta } from './meta.js';
import { openText, sealText } from './vault.js';

const key = (profile, name) => `${name}/${profile}`;

export async function getOwn(profile, name) {
  const stored = await getMeta(key(profile, name));
  // What lies here from before there were vaults is the value itself.
  return stored?.teks === undefined ? stored : JSON.parse(await openText(stored.teks, key(profile, name)));
}

const boxed = async (profile, name, value) => ({ teks: await sealText(profile, key(profile, name), JSON.stringify(value)) });

export const putOwn = async (profile, name, value) => putMeta(key(profile, name), await boxed(profile, name, value));

/** What lies here from before this person had a vault goes into it, unless it was changed meanwhile. */
export async function sealOwn(profile, name) {
  const plain = await getMeta(key(profile, name));
  if (plain === undefined || plain?.teks !== undefined) return;
  const value = await boxed(profile, name, plain);
  await write('meta', async (s) => {
    const there = await result(s.get(key(profile, name)));
    if (JSON.stringify(there?.value) === JSON.stringify(plain)) await result(s.put({ key: key(profile, name), value }));
  });
}
