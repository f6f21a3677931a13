/** The early part of the phone: who is here and what may be said. All that plays, installs and sends comes with `full()` (late.js). */
import { createWorkerBridge } from '../platform/sw_bridge.js';
import { createSession } from './session.js';
import { createStatus } from './status.js';

/** `app` as views know it (ui/README.md). `full()` adds attempts, packs, enrol, sync, readiness; it is asked for by boot.js. */
export function createApp({ navigate }) {
  const status = createStatus();
  let late = null;
  let changedPerson = () => {};
  const session = createSession(() => changedPerson());
  const app = {
    get profile() {
      return session.profile;
    },
    session,
    status,
    navigate,
    worker: createWorkerBridge({ changed: (shell) => status.set({ shell: { ...shell } }) }),
    full: () =>
      (late ??= import('./late.js')
        .then((m) => m.complete(app))
        .then((parts) => {
          changedPerson = parts.changedPerson;
          changedPerson();
        })
        .catch((e) => {
          late = null; // a lost module on a bad link is asked for again
          throw e;
        })),
  };
  return app;
}
