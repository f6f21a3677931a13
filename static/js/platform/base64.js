/** Base64 of bytes: plain for JSON bodies, url-safe without padding for keys and signatures. */
export const toBase64 = (bytes) => btoa(bytes.reduce((text, b) => text + String.fromCharCode(b), ''));
export const toBase64Url = (bytes) => toBase64(bytes).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
export const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
export const fromBase64Url = (text) => fromBase64(text.replace(/-/g, '+').replace(/_/g, '/'));
