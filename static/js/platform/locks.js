/** Web Locks, with a plain answer where the browser has none (the log's unique key still protects the data then). */

const PATIENCE_MS = 5000; // a browser answers in a millisecond; one that is silent for so long will not answer

/** Hold `name` until the returned function is called; null when someone else has it. Fails with `LockSilence` when the browser does not say. */
export function holdLock(name, patience = PATIENCE_MS) {
  if (!navigator.locks) return Promise.resolve(() => {});
  return new Promise((ok, no) => {
    let waiting = true;
    const timer = setTimeout(() => {
      waiting = false;
      no(Object.assign(new Error(name), { name: 'LockSilence' }));
    }, patience);
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        clearTimeout(timer);
        if (!waiting) return undefined; // too late: nobody would ever give it back
        if (!lock) return ok(null);
        return new Promise((letGo) => ok(letGo));
      })
      .catch((error) => (clearTimeout(timer), no(error)));
  });
}

export const hasLocks = () => Boolean(navigator.locks);

/** Is any lock whose name starts with `prefix` held in any tab of this origin? A browser that does not say has to be taken for a yes. */
export async function anyHeld(prefix, patience = PATIENCE_MS) {
  if (!navigator.locks) return false;
  let timer;
  const silence = new Promise((ok) => (timer = setTimeout(ok, patience, { held: [{ name: prefix }] })));
  const { held } = await Promise.race([navigator.locks.query(), silence]).finally(() => clearTimeout(timer));
  return held.some((l) => l.name.startsWith(prefix));
}
