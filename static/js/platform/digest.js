/** SHA-256 over received bytes, and the hash chain of docs/format-events.md. */
import { toHex } from './uuid.js';

const utf8 = new TextEncoder();

/** SHA-256 of bytes or text as lower-case hex. */
export async function sha256Hex(data) {
  const bytes = typeof data === 'string' ? utf8.encode(data) : data;
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

/** The head before the first line. */
export const emptyHead = (attemptId) => sha256Hex(`simulasi-tps/1:${attemptId}`);

/** The head after one more line. */
export const nextHead = (head, line) => sha256Hex(`${head}\n${line}`);

/** All heads of a log: `heads[n]` is the head after line n. */
export async function chain(attemptId, lines) {
  const heads = [];
  let head = await emptyHead(attemptId);
  for (const line of lines) heads.push((head = await nextHead(head, line)));
  return heads;
}
