/** Web Locks, with a plain answer where the browser has none (the log's unique key still protects the data then). */

/** Hold `name` until the returned function is called; null when someone else has it. */
export function holdLock(name) {
  if (!navigator.locks) return Promise.resolve(() => {});
  return new Promise((ok, no) => {
    navigator.locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (!lock) return ok(null);
        return new Promise((letGo) => ok(letGo));
      })
      .catch(no);
  });
}

export const hasLocks = () => Boolean(navigator.locks);

/** Is any lock whose name starts with `prefix` held in any tab of this origin? */
export async function anyHeld(prefix) {
  if (!navigator.locks) return false;
  const { held } = await navigator.locks.query();
  return held.some((l) => l.name.startsWith(prefix));
}
