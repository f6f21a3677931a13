/** What a view gathers around the pure standing: the trainer's word from the inbox, and which private notes exist. */

/** `{told, meetings, letters}` from what the server last sent; an older revision never wins over a newer one. */
export async function wordOfTrainer(app) {
  const rows = app.inbox ? await app.inbox.list('kurikulum') : [];
  const newest = rows.sort((a, b) => b.rev - a.rev)[0];
  const meetings = app.inbox ? await app.inbox.list('kelompok') : [];
  const letters = app.inbox ? await app.inbox.list('umpan_balik') : [];
  return { told: newest?.body ?? null, meetings: meetings.map((row) => ({ ...row.body, id: row.id })), letters };
}
