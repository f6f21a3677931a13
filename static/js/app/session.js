/** Who uses the phone now. Token and vault keys live in memory while their owner's PIN has been given, and nowhere else in the clear. */
import { wallMs } from '../platform/clock.js';
import { seal, unseal, waitAfter, waitLeft } from '../platform/pin.js';
import { pepper } from '../store/keys.js';
import { getMeta, putMeta } from '../store/meta.js';
import { changeProfile, ensureGuest, getProfile, listProfiles, patchProfile } from '../store/profiles.js';
import { closeVaults, openVaults } from '../store/vault.js';
import { completeRing, keepRing, readRing } from './vaults.js';

const bare = ({ sealed, vault, ...profile }) => profile;
/** Written only when it is somebody else: a write waits for the disk. */
const remember = async (id) => (await getMeta('last_profile')) === id || putMeta('last_profile', id);
const sameSalt = (one, other) => one?.salt.join() === other?.salt.join();

export function createSession(changed) {
  let profile = null;
  let token = '';
  let opened = null; // what the PIN opened
  let sealed = null; // as the record has it
  let ring = [];

  async function enter(record, by = null, keys = []) {
    closeVaults();
    await openVaults(record.id, keys);
    profile = bare(record);
    token = by?.secret ?? '';
    [opened, sealed, ring] = [by, record.sealed, keys];
    remember(record.id).catch(console.error); // nobody waits to be remembered: without it the next PIN screen names another first
    changed();
    return profile;
  }

  /** A record from before there were vaults, or before there was a padlock: the PIN just given makes what is missing, at once and whole. */
  async function withVault(record, by, pin) {
    const made = await completeRing(record.id, [], record.vault?.boxes ?? []);
    if (!made.ring.length) return { record, by, keys: [] };
    const fresh = await seal(pin, by.secret, undefined, pepper);
    const vault = await keepRing(fresh, made);
    const stored = await changeProfile(record.id, (now) => (now.vault?.pin || !sameSalt(now.sealed, record.sealed) ? now : { ...now, sealed: fresh.sealed, vault }));
    if (stored.vault === vault) return { record: stored, by: fresh, keys: made.ring };
    // Another tab was quicker: its vault is the person's.
    const again = await unseal(pin, stored.sealed, pepper);
    return again ? { record: stored, by: again, keys: await readRing(again, stored.vault) } : { record, by, keys: [] };
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
    /** `known`: the guest's record, for whoever has just read it. */
    enterGuest: async (known = null) => enter(known ?? (await ensureGuest())),

    /** This member's vaults here whose keys are not in hand: for the server to open (sync/enrol.js). */
    closedBoxes: async (id) => ((await getProfile(id))?.vault?.boxes ?? []).filter(([vault]) => profile?.id !== id || !ring.some(([known]) => known === vault)),

    /**
     * A member with a fresh token. The same member again keeps everything and gets a new PIN; `kunci` are vault keys the server opened.
     * What it did not open stays closed, and is kept.
     */
    async enrol(member, secret, pin, { gembok, kunci = [] } = {}) {
      if (gembok) await putMeta('gembok', gembok);
      const before = await getProfile(member.id);
      const known = new Map([...kunci, ...(profile?.id === member.id ? ring : [])]);
      const made = await completeRing(member.id, [...known], before?.vault?.boxes ?? []);
      const by = await seal(pin, secret, undefined, pepper);
      const vault = await keepRing(by, made);
      const record = { ...member, kind: 'anggota', sealed: by.sealed, vault, fails: 0, last_fail: 0, enrolled: wallMs() };
      // Another tab's vault, made while this one was being made, is never written over.
      const stored = await changeProfile(member.id, (now) => ({ ...record, vault: { ...vault, boxes: union(vault.boxes, now?.vault?.boxes ?? []) } }));
      return enter(stored, by, made.ring);
    },

    /** `{profile}`, or `{wait}` in milliseconds. A wrong PIN never deletes anything. */
    async unlock(id, pin) {
      const record = await getProfile(id);
      const left = waitLeft(record, wallMs());
      if (left > 0) return { wait: left };
      const fails = (record.fails ?? 0) + 1;
      await patchProfile(id, { fails, last_fail: wallMs() }); // counted before the try: ending the app does not win one
      let by = await unseal(pin, record.sealed, pepper);
      const now = by && (await patchProfile(id, { fails: 0, last_fail: 0 }));
      if (by && !sameSalt(now.sealed, record.sealed)) by = await unseal(pin, now.sealed, pepper); // another tab made the vault, or another PIN
      if (!by) return { wait: waitAfter(fails), wrong: true };
      const found = now.vault?.pin ? { record: now, by, keys: await readRing(by, now.vault) } : await withVault(now, by, pin);
      return { profile: await enter(found.record, found.by, found.keys) };
    },
    waitOf: async (id) => waitLeft((await getProfile(id)) ?? {}, wallMs()),

    /** The server renewed the token. A record whose PIN was changed meanwhile keeps its own. */
    async renew(secret) {
      if (!opened || !profile) return;
      token = secret;
      const fresh = await opened.reseal(secret);
      await changeProfile(profile.id, (now) => (sameSalt(now.sealed, sealed) ? { ...now, sealed: fresh } : now));
    },
    /** What the roster says of this person now: another TPS, another role. The id never changes. */
    async update({ id, ...member }) {
      if (profile?.id === id) profile = bare(await patchProfile(id, member));
    },
    lock() {
      closeVaults();
      profile = null;
      token = '';
      [opened, sealed, ring] = [null, null, []];
      changed();
    },
  };
}

const union = (boxes, others) => [...boxes, ...others.filter(([vault]) => !boxes.some(([known]) => known === vault))];
