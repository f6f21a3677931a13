/** ECDSA over P-256 by WebCrypto: keys that cannot leave the phone, 64-byte signatures, public keys as 33-byte compressed points. */
const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const HOW = { name: 'ECDSA', hash: 'SHA-256' };
const utf8 = new TextEncoder();

const P = 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n;
const B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn;

/** x and the sign of y: the curve knows the rest. */
function compress(raw) {
  const out = raw.slice(0, 33);
  out[0] = 2 + (raw[64] & 1);
  return out;
}

const toBig = (bytes) => bytes.reduce((n, b) => (n << 8n) | BigInt(b), 0n);

function power(base, exponent) {
  let out = 1n;
  for (let b = base, e = exponent; e > 0n; e >>= 1n, b = (b * b) % P) if (e & 1n) out = (out * b) % P;
  return out;
}

/** The 65-byte point WebCrypto wants; throws for bytes that are no point of the curve. */
export function expand(point) {
  const x = toBig(point.subarray(1));
  const square = (((x * x + P - 3n) % P) * x + B) % P;
  let y = power(square, (P + 1n) / 4n);
  if (point.length !== 33 || (point[0] !== 2 && point[0] !== 3) || x >= P || (y * y) % P !== square) throw new RangeError('bukan titik P-256');
  if (Number(y & 1n) !== (point[0] & 1)) y = P - y;
  const raw = new Uint8Array(65);
  raw[0] = 4;
  raw.set(point.subarray(1), 1);
  for (let i = 64; i > 32; i -= 1, y >>= 8n) raw[i] = Number(y & 255n);
  return raw;
}

/** `{pair, pub}`: the pair goes into IndexedDB as it is, its private half only ever signs. */
export async function makeSigningKey() {
  const pair = await crypto.subtle.generateKey(CURVE, false, ['sign', 'verify']);
  return { pair, pub: compress(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))) };
}

export const sign = async (pair, text) => new Uint8Array(await crypto.subtle.sign(HOW, pair.privateKey, utf8.encode(text)));

/** Is this text signed by the owner of this compressed public key? */
export async function verify(pub, signature, text) {
  try {
    const key = await crypto.subtle.importKey('raw', expand(pub), CURVE, false, ['verify']);
    return await crypto.subtle.verify(HOW, key, signature, utf8.encode(text));
  } catch {
    return false;
  }
}
