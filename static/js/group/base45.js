/** Base45 (RFC 9285): bytes as the 45 signs of a QR code's alphanumeric mode. BarcodeDetector gives strings only, and this costs 3 % over bytes. */
const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const VALUE = new Map([...SIGNS].map((sign, i) => [sign, i]));

export function toBase45(bytes) {
  let out = '';
  for (let i = 0; i < bytes.length; i += 2) {
    const pair = i + 1 < bytes.length;
    const n = pair ? bytes[i] * 256 + bytes[i + 1] : bytes[i];
    out += SIGNS[n % 45] + SIGNS[Math.floor(n / 45) % 45];
    if (pair) out += SIGNS[Math.floor(n / 2025)];
  }
  return out;
}

/** The bytes, or null for what is no base45. */
export function fromBase45(text) {
  if (text.length % 3 === 1) return null;
  const out = new Uint8Array(Math.floor(text.length / 3) * 2 + (text.length % 3 ? 1 : 0));
  for (let i = 0, at = 0; i < text.length; i += 3) {
    const pair = i + 2 < text.length;
    const values = [VALUE.get(text[i]), VALUE.get(text[i + 1]), pair ? VALUE.get(text[i + 2]) : 0];
    if (values.includes(undefined)) return null;
    const n = values[0] + values[1] * 45 + values[2] * 2025;
    if (n > (pair ? 0xffff : 0xff)) return null;
    if (pair) out[at++] = n >> 8;
    out[at++] = n & 255;
  }
  return out;
}
