/** What a phone signs, in an upload and in a bundle: that its owner played exactly this. docs/format-bundle.md */
export const NOBODY = '0'.repeat(32);
export const bare = (id) => id.replace(/-/g, '');

export const statement = (b) =>
  ['simulasi-tps/ttd/1', b.attempt_id, b.pack_hash, b.engine, bare(b.device_id), bare(b.member_id || NOBODY), b.last_seq, b.head].join('\n');
