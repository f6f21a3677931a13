"""Two hundred whole days of each size and rule set: each linted, played without a mistake, its C.HASIL asked of the law room. Prints figures.

Run: python bench/variety.py [seeds] [rule set] [size]
"""

import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import brotli

from simulasi.compiler import SIZES, compile_day, lint
from tests.property.test_days_differ import shares, voters

EVERY = ("pemilu-2024", "pilkada-2024", "pemilu-nasional-2029")


def main() -> None:
    """Measure and print."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for ruleset in sys.argv[2:3] or EVERY:
        for size in sys.argv[3:4] or SIZES:
            defects: Counter[str] = Counter()
            skills: Counter[str] = Counter()
            spent, largest = 0.0, 0
            for seed in range(seeds):
                began = time.process_time()
                made = compile_day(ruleset, f"ragam{seed}", size)
                spent = max(spent, time.process_time() - began)
                defects.update(f"{defect.code} {defect.place}" for defect in lint(made.bytes))
                skills.update({skill for step in made.pack["steps"] for skill in step["skills"]})
                largest = max(largest, len(brotli.compress(made.bytes, quality=9))) if seed % 10 == 0 else largest
            rare = min(skills.values())
            print(
                f"{ruleset} {size}: {seeds} days, {sum(defects.values())} defects, slowest compile {spent:.2f} s CPU, largest {largest / 1000:.0f} KB br, "
                f"{len(skills)} skills (rarest in {rare} days)"
            )
            for what, named in (("one series", "ragam{}"), ("seeds of no series", "{}-ragam")):
                found = shares([voters(ruleset, size, named.format(number)) for number in range(seeds)])
                above = 100 * sum(share >= 1 / 3 for share in found) / len(found)
                mean, most = 100 * sum(found) / len(found), 100 * max(found)
                print(
                    f"  {what}: {len(found)} pairs share {mean:.1f}% of their voters, at most {most:.1f}%; {above:.1f}% of pairs share a third or more"
                )
            for defect, count in defects.most_common(5):
                print(f"  {count} x {defect}")


if __name__ == "__main__":
    main()
