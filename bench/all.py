"""Every measurement in one run, one after the other; each prints its own lines and stops by itself."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main() -> int:
    """Run what is there; a bench that fails is named."""
    failed = []
    for name in ("replay", "uploads", "phone"):
        script = HERE / f"{name}.py"
        if not script.exists():
            continue
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, str(script)], check=False, timeout=600).returncode:
            failed.append(name)
    print("gagal: " + ", ".join(failed) if failed else "semua pengukuran selesai")
    return len(failed)


if __name__ == "__main__":
    sys.exit(main())
