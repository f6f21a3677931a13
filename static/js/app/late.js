/** Everything the first screen does not need: attempts, packs, sending. Adds them to `app`. */
import { onReturn, painted, persistStorage, watchInstallOffer } from '../platform/browser.js';
import { anyHeld } from '../platform/locks.js';
import { attemptsFor } from '../store/attempts.js';
import { inboxOf, markRead, sayPresent } from '../store/inbox.js';
import { createReadiness } from './readiness.js';
import { createSender } from './sender.js';

const LIVE = new Set(['main', 'kilat', 'uji', 'regu']); // views in the middle of which no new version may take over

/** An object of the named functions, fetched when the first of them is called, once; what could not come is asked for again. */
export function whenAsked(fetched, names) {
  let made = null;
  const bring = () =>
    (made ??= fetched().catch((error) => {
      made = null;
      throw error;
    }));
  const call = (name) => async (...args) => (await bring())[name](...args);
  return Object.fromEntries(names.map((name) => [name, call(name)]));
}

/** Complete `app`; returns `{changedPerson}`, to be called whenever another person takes the phone. */
export function complete(app) {
  const { session, status, worker } = app;
  let attempts = null;
  const readiness = createReadiness(status, worker);
  const sender = createSender(session, status, readiness);

  function changedPerson() {
    attempts?.releaseAll();
    attempts = session.profile ? attemptsFor(session.profile.id, () => sender.request('ubah')) : null;
    status.set({ unsent: 0, unread: 0, locked: 0, closed: false, trouble: '', trouble_code: '', message: '' });
    painted().then(() => sender.request('kembali'));
  }

  Object.defineProperty(app, 'attempts', { get: () => attempts });
  Object.assign(app, {
    packs: readiness.packs,
    readiness,
    sync: { request: (why) => sender.request(why), overview: sender.overview, vouch: sender.vouch },
    /** Group sessions (app/crew.js), and bundles: sealing one's own, taking those of others (app/handover.js). Not everyday. */
    crew: whenAsked(() => import('./crew.js').then((m) => m.createCrew(session)), ['list', 'join', 'joinByCard', 'open', 'played']),
    handover: whenAsked(
      () =>
        import('./handover.js').then(({ carriedNow, sealAttempts, takeBundles }) => ({
          seal: (attempts) => sealAttempts(attempts, session.profile),
          carried: carriedNow,
          take: async (bytes) => {
            const taken = await takeBundles(bytes);
            sender.request('ubah');
            return taken;
          },
        })),
      ['seal', 'carried', 'take'],
    ),
    /** What the server has for this person: `list(kind)` -> `[{kind, id, rev, body, read}]`; `read(kind, id)` marks it as seen. */
    inbox: {
      list: (kind) => inboxOf(session.profile.id, kind),
      read: async (kind, id) => {
        await markRead(session.profile.id, kind, id);
        sender.request('ubah');
      },
      present: async (id) => {
        await sayPresent(session.profile.id, id);
        sender.request('ubah');
      },
    },
    /** A new version takes over only where nobody plays, in any tab; `now()` is called when it does. Waited for, before a screen is drawn. */
    async updateIfSafe(view, now) {
      if (!status.get().shell.waiting || LIVE.has(view) || (await anyHeld('percobaan:'))) return;
      now();
      await worker.applyUpdate();
    },
    /** After a meaningful act: ask the browser to keep our storage. */
    async persist() {
      status.set({ persistent: await persistStorage() });
    },
  });
  watchInstallOffer(() => status.set({}));
  onReturn(() => {
    sender.request('kembali');
    if (status.get().shell.phase === 'gagal') worker.retry();
  });
  worker.onMessage((m) => m.t === 'sync' && sender.request('kembali'));
  // Not in the way of the screen that is being drawn.
  painted().then(readiness.check).then(() => readiness.ahead());
  return { changedPerson };
}
