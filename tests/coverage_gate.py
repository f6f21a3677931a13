"""Hold coverage against the house's promise: 100% branch on the core rooms, 90% overall; fail below the floors."""

import io
import sys

import coverage

CORE = ("simulasi/rules/*", "simulasi/engine/*", "simulasi/compiler/*", "simulasi/sync/*")
OVERALL = 90.0
# Floors below which CI is red today. The promise is above; raise the floor with every room that reaches it.
CORE_FLOOR, OVERALL_FLOOR = 90.0, 80.0


def main() -> int:
    """Print both figures and what is missing in the core; return 1 below a floor."""
    data = coverage.Coverage()
    data.load()
    report = io.StringIO()
    core = data.report(include=list(CORE), file=report, skip_covered=True)
    overall = data.report(file=io.StringIO())
    print(f"   cakupan inti {core:.2f}% (janji 100), seluruhnya {overall:.2f}% (janji {OVERALL:.0f})")
    if core < 100.0:
        print(report.getvalue())
    return int(core < CORE_FLOOR or overall < OVERALL_FLOOR)


if __name__ == "__main__":
    sys.exit(main())
