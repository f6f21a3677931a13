// The logs of a crew's seats: what is one, and what they give together. Twin: simulasi/engine/seats.py
import { check_strings } from './answers.js';
import { Refusal } from './errors.js';
import { ENGINE_VERSION } from './pack.js';
import { EVERYBODY, START, check_event } from './reducer.js';

/** @typedef {import('./types.js').Pack} Pack */
/** @typedef {import('./types.js').Crew} Crew */
/** @typedef {import('./types.js').Log} Log */
/** @typedef {{attempt: string, claims: Map<string, number>, answers: any[][], ticks: any[][]}} Read */
/** @typedef {{seats: string[], answers: Map<string, any>, conflicts: string[][], ticks: any[][]}} Given */

export const CREW_MODE = 'regu';
export const CLAIM = '+kursi';
export const MAX_TURN = 99;

/**
 * Keep the longest of logs that are one attempt, in the order of their ids; refuse two that went apart.
 * @param {Log[]} logs
 */
export function unite(logs) {
  /** @type {Map<string, Log>} */
  const longest = new Map();
  for (const log of logs) {
    check_log(log);
    const kept = longest.get(log.attempt);
    if (kept === undefined) {
      longest.set(log.attempt, log);
      continue;
    }
    const [shorter, longer] = kept.events.length <= log.events.length ? [kept, log] : [log, kept];
    if (shorter.events.some((event, at) => text_of(event) !== text_of(longer.events[at]))) {
      throw new Refusal('crew-fork', 'two different logs carry one name');
    }
    longest.set(log.attempt, longer);
  }
  return [...longest.keys()].sort().map((attempt) => /** @type {Log} */ (longest.get(attempt)));
}

/**
 * Refuse what has not the shape of a seat's log.
 * @param {any} log
 */
export function check_log(log) {
  if (log === null || typeof log !== 'object' || typeof log.attempt !== 'string' || !Array.isArray(log.events)) {
    throw new Refusal('line-invalid', 'a log has a name and events');
  }
  if (log.events.length === 0) throw new Refusal('start-missing', 'a log begins with its start');
  for (const event of log.events) check_event(event);
}

/**
 * Write an event so that equal text means equal.
 * @param {any} event
 */
export function text_of(event) {
  return JSON.stringify([event.seq, event.step, event.answer, event.role]);
}

/**
 * Check one seat's log against the session and give its claims and answers.
 * @param {Pack} pack
 * @param {Crew} crew
 * @param {any} log
 * @returns {Read}
 */
export function read_log(pack, crew, log) {
  check_log(log);
  /** @type {Map<string, number>} */
  const claims = new Map();
  /** @type {any[][]} */
  const answers = [];
  /** @type {any[][]} */
  const ticks = [];
  for (const claim of read_crew_start(pack, crew, log.events[0])) take_claim(pack, claims, claim);
  for (const [at, event] of log.events.entries()) {
    if (event.seq !== at) throw new Refusal('seq-gap', `expected ${at}`);
    if (at === 0) continue;
    if (event.step === CLAIM) {
      take_claim(pack, claims, event.answer);
      continue;
    }
    const index = pack.index.get(event.step);
    if (index === undefined) throw new Refusal('step-unknown', 'no such step');
    const step = pack.steps[index];
    if (event.role !== step.role) throw new Refusal('role-mismatch', 'another role acts at this step');
    if (!claims.has(step.role) && step.role !== EVERYBODY) throw new Refusal('role-not-seated', 'nobody of this log sits there');
    if (step.kind === 'checklist') ticks.push([step.id, event.answer]);
    else answers.push([step.id, event.answer, claims.get(step.role) ?? 0]);
  }
  return { attempt: log.attempt, claims, answers, ticks };
}

/**
 * Check the first event of a seat's log against pack and session and give its claims.
 * @param {Pack} pack
 * @param {Crew} crew
 * @param {any} event
 */
export function read_crew_start(pack, crew, event) {
  if (event.seq !== 0 || event.step !== START || event.role !== '') {
    throw new Refusal('start-missing', 'a log begins with its start');
  }
  const pins = check_strings(event.answer);
  if (pins.length < 6 || pins[3] !== CREW_MODE) {
    throw new Refusal('start-mismatch', 'the start of a seat pins pack, engine, ruleset, mode, session and seats');
  }
  if (pins[1] !== String(ENGINE_VERSION)) throw new Refusal('engine-version', `this engine is version ${ENGINE_VERSION}`);
  if (pins[4] !== crew.session) throw new Refusal('crew-session', 'the log belongs to another session');
  if (pins[0] !== crew.pack || pins[2] !== pack.raw.ruleset) throw new Refusal('crew-pack', 'the log was played with another pack');
  return pins.slice(5);
}

/**
 * Note a claim role:turn; a later holder of the same seat has a higher turn.
 * @param {Pack} pack
 * @param {Map<string, number>} claims
 * @param {any} claim
 */
export function take_claim(pack, claims, claim) {
  const parts = typeof claim === 'string' ? claim.split(':') : [];
  const known = parts.length === 2 && pack.raw.roles.some((/** @type {any} */ role) => role.id === parts[0]);
  if (!known || !/^(0|[1-9][0-9]?)$/.test(parts[1])) throw new Refusal('start-mismatch', 'a claim is a role of the pack and its turn');
  claims.set(parts[0], Number(parts[1]));
}

/**
 * Join what the seats gave: for each step the answer of its latest holder; refuse two holders of one turn.
 * @param {Pack} pack
 * @param {Read[]} all
 * @returns {Given}
 */
export function gather(pack, all) {
  /** @type {Map<string, string>} */
  const holders = new Map();
  /** @type {Map<string, number>} */
  const turns = new Map();
  /** @type {Map<string, any>} */
  const answers = new Map();
  /** @type {string[][]} */
  const conflicts = [];
  /** @type {any[][]} */
  const ticks = [];
  for (const read of all) {
    for (const [role, turn] of read.claims) {
      const seat = `${role}:${turn}`;
      if ((holders.get(seat) ?? read.attempt) !== read.attempt) throw new Refusal('seat-held-twice', `two logs hold ${role}`);
      holders.set(seat, read.attempt);
    }
    for (const [step, answer, turn] of read.answers) {
      const differs = answers.has(step) && JSON.stringify(answers.get(step)) !== JSON.stringify(answer);
      if (differs && !conflicts.some((conflict) => conflict[0] === step)) conflicts.push([step, 'answered-twice']);
      if (!answers.has(step) || turn > /** @type {number} */ (turns.get(step))) {
        answers.set(step, answer);
        turns.set(step, turn);
      }
    }
    ticks.push(...read.ticks);
  }
  const seats = pack.raw.roles.map((/** @type {any} */ role) => role.id).filter((/** @type {string} */ id) => all.some((read) => read.claims.has(id)));
  return { seats, answers, conflicts, ticks };
}
