// The one way the engine says no. Twin: simulasi/engine/errors.py

/** Refuse an event or a pack with a stable kebab-case code; nothing has changed. */
export class Refusal extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(`${code}: ${message}`);
    this.code = code;
    this.reason = message;
  }
}
