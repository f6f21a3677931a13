/** The way to answer each kind of step: {body, dock}. With `ctx.shown` the answer given is shown and nothing can be changed. */
import { nothing } from '../dom.js';
import { choice } from './answer_choice.js';
import { find } from './answer_find.js';
import { form } from './answer_form.js';
import { number } from './answer_number.js';
import { order } from './answer_order.js';
import { set } from './answer_set.js';

const KINDS = { choice, judge: choice, set, find, number, form, tally: form, order };

/** @param {{pack: any, state: any, step: any, draft: any, change: Function, submit: Function, idle: boolean, shown?: any, focus?: Function}} ctx */
export const answers = (ctx) => (KINDS[ctx.step.kind] ?? (() => ({ body: nothing, dock: nothing })))(ctx);
