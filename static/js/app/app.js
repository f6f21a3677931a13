/** Puts the phone together: session, store, worker, sending. `createApp()` gives what views know as `app` (ui/README.md). */
import { missingPowers, onReturn, persistStorage, watchInstallOffer } from '../platform/browser.js';
import { anyHeld } from '../platform/locks.js';
import { createWorkerBridge } from '../platform/sw_bridge.js';
import { attemptsFor, giveAttempts } from '../store/attempts.js';
import { identity } from '../store/meta.js';
import { GUEST } from '../store/profiles.js';
import { exchange } from '../sync/exchange.js';
import { createReadiness } from './readiness.js';
import { createSender } from './sender.js';
import { createSession } from './session.js';
import { createStatus } from './status.js';

const LIVE = new Set(['main']); // views in the middle of which no new version may take over

function enrolment(session) {
  return {
    open: (code) => exchange('/api/enrol/open', { code }),
    claim: async (code, member_id) => exchange('/api/enrol/claim', { code, member_id, device_id: (await identity()).device_id }),
    /** Keep the token under the PIN, and hand over what was played as a guest when asked. */
    async finish({ token, member }, pin, takeGuests) {
      const profile = await session.enrol(member, token, pin);
      if (takeGuests) await giveAttempts(GUEST, profile.id);
      return profile;
    },
  };
}

export function createApp({ navigate }) {
  const status = createStatus();
  let attempts = null;
  let sender = null;

  function changedPerson() {
    attempts?.releaseAll();
    attempts = session.profile ? attemptsFor(session.profile.id, () => sender.request('ubah')) : null;
    status.set({ unsent: 0, trouble: '', trouble_code: '', message: '' });
    sender.request('kembali');
  }

  const session = createSession(changedPerson);
  const bridge = createWorkerBridge({
    changed: (shell) => status.set({ shell: { ...shell } }),
    message: (m) => m.t === 'sync' && sender.request('kembali'),
  });
  const readiness = createReadiness(status, bridge);
  sender = createSender(session, status, readiness);

  /** A new version takes over only where nobody plays, in any tab. */
  async function updateIfSafe(view) {
    if (status.get().shell.waiting && !LIVE.has(view) && !(await anyHeld('percobaan:'))) await bridge.applyUpdate();
  }

  return {
    get profile() {
      return session.profile;
    },
    get attempts() {
      return attempts;
    },
    session,
    status,
    navigate,
    packs: readiness.packs,
    readiness,
    enrol: enrolment(session),
    sync: { request: (why) => sender.request(why), overview: sender.overview },
    worker: bridge,
    updateIfSafe,
    async start() {
      watchInstallOffer(() => status.set({}));
      onReturn(() => {
        sender.request('kembali');
        if (status.get().shell.phase === 'gagal') bridge.retry();
      });
      await bridge.begin();
      await readiness.check();
    },
    /** After a meaningful act: ask the browser to keep our storage. */
    async persist() {
      status.set({ persistent: await persistStorage() });
    },
    missing: missingPowers,
  };
}
