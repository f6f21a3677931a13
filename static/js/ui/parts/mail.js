/** A screen that shows what PPS sent may be opened before it has come. */

/** Call `again` after every round of sending that ends while the screen is open. Begin before the first look; gives what stops it. */
export function afterEachRound(app, again) {
  let seen = app.status.get().last_sent;
  return app.status.watch(({ last_sent }) => {
    if (last_sent === seen) return;
    seen = last_sent;
    again();
  });
}
