/** The invitation's two questions to the server (docs/protocol.md). */
import { identity } from '../store/meta.js';
import { exchange } from './exchange.js';

/** The roster numbers the roles 1 to 7; packs and logs name them. */
const roleId = (peran) => (typeof peran === 'number' ? `kpps_${peran}` : peran);
const named = (member) => ({ ...member, peran: roleId(member.peran) });

/** What the code invites to: `{tps, members, kedaluwarsa}`. */
export async function openInvitation(code) {
  const answer = await exchange('/api/enrol/open', { code });
  return { ...answer, members: answer.members.map(named) };
}

/** A member as profiles keep them. */
export const asProfile = named;

/**
 * This phone is this member's: `{token, member, gembok, kunci}`. `key` is the public half of the key it will sign with; `boxes` are this member's
 * vaults here whose PIN is not known, `kunci` what the server opened of them.
 */
export async function claimSeat(code, member_id, key, boxes = []) {
  const asked = { code, member_id, device_id: (await identity()).device_id };
  const ask = (body) => exchange('/api/enrol/claim', body);
  // A server from before keys knows no such field; the key then goes with a later hello.
  const whole = { ...asked, key, ...(boxes.length && { gembok: boxes }) };
  const answer = await ask(whole).catch((e) => (e.code === 'body-invalid' ? ask(asked) : Promise.reject(e)));
  return { token: answer.token, member: named(answer.member), gembok: answer.gembok, kunci: answer.kunci ?? [] };
}
