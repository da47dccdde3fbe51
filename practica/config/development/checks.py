"""bin/check: all that is checked without running the product. `bin/check NAME …` runs some of it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
PROGRAMS = Path(sys.executable).parent
MANAGE = (sys.executable, "-m", "practica.config.manage")
# A deployment as the documentation tells to make it; the database is not asked.
DEPLOYED = {
    "SECRET_KEY": "a-key-that-is-long-enough-for-the-check-and-serves-nothing-else-0123456789",
    "PRACTICA_URL": "https://practica.example.org",
    "PRACTICA_SMTP_HOST": "mail.example.org",
    "DATABASE_URL": "postgresql://practica@localhost/practica",
}


def tool(name: str, *words: str) -> Callable[[], int]:
    return lambda: run(str(PROGRAMS / name), *words)


def run(*words: str, **environment: str) -> int:
    return subprocess.run(words, check=False, cwd=CHECKOUT, env=os.environ | environment).returncode


def templates() -> list[str]:
    return [str(path) for path in sorted((CHECKOUT / "practica").rglob("templates/**/*.html"))]


def migrations() -> int:
    return run(*MANAGE, "makemigrations", "--check", "--dry-run", "--verbosity", "1", **DEPLOYED)


def deployment() -> int:
    return run(*MANAGE, "check", "--deploy", "--fail-level", "WARNING", **DEPLOYED)


def translations() -> int:
    from practica.config.messages.completeness import clashes, missing  # noqa: PLC0415 -- the other checks need no framework

    lines = [*missing(), *clashes()]
    print("\n".join(lines))
    return 1 if lines else 0


CHECKS: dict[str, Callable[[], int]] = {
    "format": tool("ruff", "format", "--check", "--quiet", "."),
    "lint": tool("ruff", "check", "--quiet", "."),
    "template-format": lambda: run(str(PROGRAMS / "djade"), "--check", "--target-version", "5.2", *templates()),
    "template-lint": tool("djlint", "practica", "--lint", "--quiet"),
    "types": tool("mypy", "practica"),
    "layers": tool("lint-imports"),
    "migrations": migrations,
    "deployment": deployment,
    "translations": translations,
}


def main(names: list[str]) -> int:
    unknown = set(names) - set(CHECKS)
    if unknown:
        print(f"There is no check {', '.join(sorted(unknown))}; there are {', '.join(CHECKS)}.", file=sys.stderr)
        return 2
    failed = [name for name in names or CHECKS if not passes(name)]
    print(f"Failed: {', '.join(failed)}" if failed else "All checks pass.")
    return 1 if failed else 0


def passes(name: str) -> bool:
    since = time.monotonic()
    print(f"— {name}", flush=True)
    code = CHECKS[name]()
    print(f"  {'ok' if code == 0 else 'FAILED'} ({time.monotonic() - since:.1f} s)", flush=True)
    return code == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
