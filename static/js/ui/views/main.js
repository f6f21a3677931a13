/** Play one attempt. Every act is durable before its result is shown; killed at any moment, the open question is asked again. */
import { html, nothing, render } from '../dom.js';
import { load, pending, replay } from '../../engine/index.js';
import { outcome, resultText } from '../parts/outcome.js';
import { table } from '../parts/table.js';
import { trouble } from '../parts/trouble.js';
import { createTurns } from '../parts/turns.js';

export async function open(root, [id], app) {
  const give = (view) => render(view, root);
  let pack, attempt, state, mine;
  try {
    attempt = await app.attempts.get(id);
    if (!attempt) throw new Error('Latihan ini tidak ada di ponsel ini.');
    pack = load(await app.packs.get(attempt.pack_hash));
    mine = app.attempts.hold ? await app.attempts.hold(id) : true;
    state = replay(pack, await app.attempts.events(id));
  } catch (error) {
    give(trouble(error, { retry: () => open(root, [id], app) }));
    return undefined;
  }
  if (state.done) {
    app.navigate(`#/tinjau/${id}`);
    return undefined;
  }

  const explain = attempt.mode === 'langsung';

  const draw = () => {
    const { last } = turns;
    const view = table({
      pack,
      state: last ? last.before : turns.state,
      step: last ? last.step : pending(pack, turns.state),
      draft: turns.draft,
      change: turns.change,
      submit,
      focus: turns.focus,
      idle: turns.busy || !turns.settled || !mine,
      shown: last ? last.answer : undefined,
      leave: '#/',
    });
    give(html`${view.head}
      <main class="page table">${view.body}</main>
      <footer class=${`dock play-dock${turns.settled ? '' : ' settling'}`}>${last ? afterwards(last) : html`${problem()}${view.dock}`}</footer>
      <p class="hide-visually" role="status" aria-live="polite">${last ? resultText(last) : ''}</p>`);
  };

  async function kept() {
    if (turns.state.done) {
      await app.attempts.finish(id);
      app.persist?.(); // now there is something to lose: browsers grant it to who has come to stay
    }
    app.sync?.request?.();
  }

  async function submit(answer) {
    if (turns.last || !mine) return;
    if (await turns.commit(pending(pack, turns.state), answer)) turns.turn('.outcome-wrap');
  }

  const afterwards = (last) => turns.result(outcome(pack, last, explain), turns.state.done ? 'Tinjau hari ini' : nextWords(last), next);

  const nextWords = (last) => {
    const to = pending(pack, turns.state);
    if (to.role !== last.step.role) return `Lanjut sebagai ${pack.raw.roles.find((r) => r.id === to.role)?.label}`;
    return 'Lanjut';
  };

  const next = () => {
    if (turns.state.done) {
      app.navigate(`#/tinjau/${id}`);
      return;
    }
    turns.fresh();
    turns.turn();
  };

  const problem = () =>
    mine ? turns.problem(submit) : html`<p class="notice notice-wait" role="alert">Latihan ini sedang dibuka di jendela lain. Di sini hanya bisa dilihat.</p>`;

  const turns = createTurns({ root, pack, state, draw, append: (event) => app.attempts.append(id, event), kept });
  turns.turn();
  return () => {
    turns.stop();
    app.attempts.release?.(id);
  };
}
