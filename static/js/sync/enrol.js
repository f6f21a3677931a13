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

/** This phone is this member's: `{token, member}`. */
export async function claimSeat(code, member_id) {
  const { token, member } = await exchange('/api/enrol/claim', { code, member_id, device_id: (await identity()).device_id });
  return { token, member: named(member) };
}
