/** What a person wrote before they had a vault goes into it, piece by piece: each piece is whole before and after, whenever the phone dies. */
import { attemptsOf, patchAttempt } from './attempts.js';
import { sealCrew } from './crew.js';
import { result, write } from './db.js';
import { makeRow, rowsOf } from './event_log.js';
import { sealInbox } from './inbox.js';
import { sealOwn } from './own.js';
import { hasVault, isSealed } from './vault.js';

const OWN = ['renungan', 'sertifikat'];

async function sealLog(profile, { id, finished }) {
  const plain = (await rowsOf(id)).filter((row) => !isSealed(row.line));
  const sealed = await Promise.all(plain.map((row) => makeRow(profile, id, row.seq, row.line)));
  if (plain.length)
    await write('log', async (s) => {
      for (const [at, row] of plain.entries()) {
        const there = await result(s.get([id, row.seq]));
        if (there?.line === row.line) await result(s.put(sealed[at])); // else erased, or another tab was here
      }
    });
  if (finished) await patchAttempt(id, { sealed: 1 }); // nothing will be added: not looked at again
  return plain.length;
}

/** Put everything of this person into their vault; gives how many lines were still plain. Without a vault nothing happens. */
export async function sealOld(profile) {
  if (!hasVault(profile)) return 0;
  let lines = 0;
  for (const attempt of await attemptsOf(profile)) if (!attempt.sealed) lines += await sealLog(profile, attempt);
  await sealInbox(profile);
  await sealCrew(profile);
  for (const name of OWN) await sealOwn(profile, name);
  return lines;
}
