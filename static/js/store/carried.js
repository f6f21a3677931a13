/** Sealed bundles this phone carries, by the SHA-256 of their bytes. Those of others are kept until the server has proved it holds them. */
import { read, result, write } from './db.js';

export const listCarried = () => read('carried', (s) => result(s.getAll()));
export const anyCarried = async () => (await read('carried', (s) => result(s.count()))) > 0;
export const dropCarried = (digest) => write('carried', (s) => result(s.delete(digest)));

/** Keep a bundle; one that is here already stays as it is. True when it is new. */
export const keepCarried = (row) =>
  write('carried', async (s) => {
    if (await result(s.get(row.digest))) return false;
    await result(s.add(row));
    return true;
  });

export const patchCarried = (digest, change) =>
  write('carried', async (s) => {
    const row = await result(s.get(digest));
    if (row) await result(s.put({ ...row, ...change }));
  });
