/** When to try again: full jitter, 2 seconds to 10 minutes, for ever. Pure: chance and time are inputs. */
export const FIRST_MS = 2_000;
export const LONGEST_MS = 600_000;

/** Milliseconds before try number `failures + 1`; `unit` is a random number in [0, 1). */
export function retryDelay(failures, unit) {
  const top = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 20));
  return Math.round(FIRST_MS + unit * (top - FIRST_MS));
}

/** The server's own wish (seconds), spread out so that a whole village does not come back in the same second. */
export function afterWish(seconds, unit) {
  const wish = Math.min(Math.max(seconds, 1) * 1000, 3_600_000);
  return Math.round(wish + unit * Math.min(wish / 2, 30_000));
}

/** `Retry-After` as seconds (a date is not worth parsing), or 0. */
export const wishOf = (header) => (/^\d{1,6}$/.test(header ?? '') ? Number(header) : 0);
