/** Fetch the learning packs on a person's word: the guest's phone has no hello that would bring them. */
import { render } from '../dom.js';

const KINDS = new Set(['belajar', 'latihan', 'uji']);

/** Draw the screen that offers it, and go on with `then` when the packs are here. */
export function fetchLearning(app, root, { title, what, back, draw, then }) {
  const v = { title, what, back, busy: false, failed: false };
  const show = () => render(draw({ ...v, fetchNow }), root);

  async function fetchNow() {
    Object.assign(v, { busy: true, failed: false });
    show();
    try {
      const wanted = (await app.readiness.offered()).filter((pack) => KINDS.has(pack.kind));
      for (const { hash } of wanted) await app.readiness.fetchOne(hash);
      if (!wanted.length) throw new Error('nothing is offered');
      then();
    } catch {
      Object.assign(v, { busy: false, failed: true });
      show();
    }
  }

  show();
}
