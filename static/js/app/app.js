/** The early part of the phone: who is here and what may be said. All that plays, installs and sends comes with `full()` (late.js). */
import { anyDayHere } from '../store/packs.js';
import { createSession } from './session.js';
import { createStatus } from './status.js';

/** `app` as views know it (ui/README.md). `full()` adds attempts, packs, sync, readiness; it is asked for by start.js. */
export function createApp({ navigate, worker }) {
  const status = createStatus();
  const tell = worker.watch((shell) => status.set({ shell: { ...shell } }));
  tell(worker.state);
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
    worker,
    /** What the home screen is drawn from. "Siap tanpa sinyal" waits for more: readiness.js compares the bytes when the screen stands. */
    look: () => anyDayHere().then((here) => status.set({ here }), console.error),
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
