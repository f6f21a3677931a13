/** Before and after: shares in whole hundredths, the normalised gain, and what was lost, which a gain hides. Pure. */

const HIGH = 90;

/** Share of right answers in hundredths. */
export const share = (right, of) => (of ? Math.floor((right * 100) / of) : 0);

/** (post - pre) / (100 - pre) in hundredths; null when before was so high that it means nothing. */
export const normalised = (pre, post) => (pre >= HIGH ? null : Math.trunc(((post - pre) * 100) / (100 - pre)));

/** "rendah", "sedang", "tinggi" by the usual bounds. */
export const gainWords = (gain) => (gain === null ? 'sudah tinggi' : gain < 30 ? 'rendah' : gain <= 70 ? 'sedang' : 'tinggi');

/** The two tests of a person, by attempt: the first begun is before, the newest finished other form is after. */
export function testsOf(reviews) {
  const byAttempt = new Map();
  for (const review of reviews) {
    if (review.kind !== 'uji') continue;
    if (!byAttempt.has(review.attempt)) byAttempt.set(review.attempt, []);
    byAttempt.get(review.attempt).push(review);
  }
  const all = [...byAttempt.values()];
  const before = all[0] ?? null;
  const after = before ? (all.slice(1).reverse().find((each) => each[0].size !== before[0].size) ?? null) : null;
  return { before, after };
}

/** What the two tests say: `{pre, post, gain, skills: [{skill, pre, post, gain}], losses, confident}`. Only for finished tests of equal length. */
export function gainOf({ before, after }) {
  const pre = sums(before);
  const post = sums(after);
  const topics = new Map(before.map((each) => [each.topic, each.right]));
  const skills = [...pre.skills.keys()].sort().map((skill) => {
    const [one, other] = [share(...pre.skills.get(skill)), share(...(post.skills.get(skill) ?? [0, 0]))];
    return { skill, pre: one, post: other, gain: normalised(one, other) };
  });
  return {
    pre: pre.share,
    post: post.share,
    gain: normalised(pre.share, post.share),
    skills,
    losses: after.filter((each) => !each.right && topics.get(each.topic) === 1).map((each) => each.topic),
    confident: after.filter((each) => !each.right && each.sure === 1).map((each) => each.topic),
  };
}

function sums(answers) {
  const skills = new Map();
  for (const { skills: named, right } of answers) {
    for (const skill of named) {
      const [have, of] = skills.get(skill) ?? [0, 0];
      skills.set(skill, [have + right, of + 1]);
    }
  }
  return { skills, share: share(answers.filter((each) => each.right).length, answers.length) };
}
