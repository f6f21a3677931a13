/** The scheduler, by the vendored `ts-fsrs`, fed with whole days only: no learning steps, no chance, at most a year ahead. */
import { createEmptyCard, fsrs, Rating } from '../../vendor/ts-fsrs-5.4.2/ts-fsrs.js';

const DAY = 86_400_000;
const engine = fsrs({ enable_fuzz: false, enable_short_term: false, maximum_interval: 365 });
const GRADES = { lupa: Rating.Again, ragu: Rating.Hard, ingat: Rating.Good };

/** A topic nobody has met: due on the day it is first seen. */
export const freshCard = (day) => createEmptyCard(new Date(day * DAY));

/** The card after an answer on a day; `grade` is lupa, ragu or ingat. */
export const reviewCard = (card, day, grade) => engine.next(card, new Date(day * DAY), GRADES[grade]).card;

/** The whole day on which a card is due. */
export const dueDay = (card) => Math.floor(card.due.getTime() / DAY);
