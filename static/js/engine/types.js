// Shapes for the checker and for readers; nothing here runs. The words are those of docs/format-pack.md and docs/format-events.md.

/**
 * A pack made ready by load().
 * @typedef {{raw: any, steps: any[], index: Map<string, number>, dpt_rows: Set<string>, findings_at: Map<string, any[]>}} Pack
 */

/**
 * @typedef {{seq: number, step: string, answer: Answer, role: string}} Event
 * @typedef {string | number | string[] | [string, number][]} Answer
 */

/**
 * @typedef {{
 *   counters: Record<string, number>,
 *   flags: Record<string, 1>,
 *   forms: Forms,
 *   checks: Record<string, 'sudah' | 'belum'>,
 *   blame: Record<string, string[]>,
 *   answers: {step: string, outcome: string, points: number, max: number, right: 0 | 1, auto: 0 | 1, sure?: 0 | 1}[],
 *   findings: {id: string, causes: string[]}[],
 *   knockouts: {step: string, code: string}[],
 *   seats: string[],
 *   at: number,
 *   seq: number,
 *   done: 0 | 1,
 * }} State
 * @typedef {Record<string, Record<string, number>>} Forms
 */

/**
 * @typedef {{
 *   outcome: string,
 *   points: number,
 *   max: number,
 *   right: 0 | 1,
 *   effects: any[][],
 *   knockout: string | null,
 *   written: Record<string, number> | null,
 * }} Grade
 */

/**
 * @typedef {{
 *   points: number,
 *   max: number,
 *   skills: Record<string, {points: number, max: number}>,
 *   knockouts: {step: string, code: string}[],
 *   answered: number,
 *   done: 0 | 1,
 *   checklist: {sudah: number, total: number},
 *   confidence?: Record<string, number>,
 * }} Score
 */

/**
 * A session of a crew: `covers` role -> index of the step up to which the pack answers for it; `lapses` step -> what the pack answers there.
 * @typedef {{session: string, pack: string, final: 0 | 1, covers: Record<string, number>, lapses: Record<string, any>}} Crew
 * @typedef {{attempt: string, events: any[]}} Log
 */

export {};
