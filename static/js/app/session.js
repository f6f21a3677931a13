/** Who uses the phone now. The device token lives in memory while its owner's PIN has been given, and nowhere else in the clear. */
import { wallMs } from '../platform/clock.js';
import { seal, unseal, waitAfter, waitLeft } from '../platform/pin.js';
import { getMeta, putMeta } from '../store/meta.js';
import { ensureGuest, getProfile, listProfiles, patchProfile, putProfile } from '../store/profiles.js';

const bare = ({ sealed, ...profile }) => profile;

export function createSession(changed) {
  let profile = null;
  let token = '';
  let reseal = null;

  async function enter(record, opened) {
    profile = bare(record);
    token = opened?.secret ?? '';
    reseal = opened?.reseal ?? null;
    await putMeta('last_profile', record.id);
    changed();
    return profile;
  }

  return {
    get profile() {
      return profile;
    },
    get token() {
      return token;
    },
    list: async () => (await listProfiles()).map(bare),
    lastUsed: () => getMeta('last_profile'),
    enterGuest: async () => enter(await ensureGuest()),

    /** A member with a fresh token. The same member again keeps everything and gets a new PIN. */
    async enrol(member, secret, pin) {
      const opened = await seal(pin, secret);
      const record = { ...member, kind: 'anggota', sealed: opened.sealed, fails: 0, last_fail: 0, enrolled: wallMs() };
      await putProfile(record);
      return enter(record, opened);
    },

    /** `{profile}`, or `{wait}` in milliseconds. A wrong PIN never deletes anything. */
    async unlock(id, pin) {
      const record = await getProfile(id);
      const left = waitLeft(record, wallMs());
      if (left > 0) return { wait: left };
      const fails = (record.fails ?? 0) + 1;
      await patchProfile(id, { fails, last_fail: wallMs() }); // counted before the try: ending the app does not win one
      const opened = await unseal(pin, record.sealed);
      if (!opened) return { wait: waitAfter(fails), wrong: true };
      return { profile: await enter(await patchProfile(id, { fails: 0, last_fail: 0 }), opened) };
    },
    waitOf: async (id) => waitLeft((await getProfile(id)) ?? {}, wallMs()),

    /** The server renewed the token. */
    async renew(secret) {
      if (!reseal || !profile) return;
      token = secret;
      await patchProfile(profile.id, { sealed: await reseal(secret) });
    },
    /** What the roster says of this person now: another TPS, another role. The id never changes. */
    async update({ id, ...member }) {
      if (profile?.id === id) profile = bare(await patchProfile(id, member));
    },
    lock() {
      profile = null;
      token = '';
      reseal = null;
      changed();
    },
  };
}
