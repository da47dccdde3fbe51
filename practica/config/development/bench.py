"""bin/bench: the budgets, measured over a scratch database that is filled in bulk.

Each file of benchmarks/ is one: `measure(size: int) -> list[Figure]`. Without a name all are measured, one after the
other, each over a database of its own. It prints a table, and JSON on request.
"""

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType

CHECKOUT = Path(__file__).resolve().parents[3]
BENCHMARKS = CHECKOUT / "benchmarks"


@dataclass(frozen=True)
class Figure:
    """One number, in its unit, and the most it may be."""

    name: str
    value: float
    unit: str
    budget: float | None = None

    @property
    def is_kept(self) -> bool:
        return self.budget is None or self.value <= self.budget


def main(words: list[str]) -> int:
    names = sorted(path.stem for path in BENCHMARKS.glob("[a-z]*.py"))
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__)
    parser.add_argument("name", nargs="?", choices=names, metavar="NAME", help=f"one of: {', '.join(names)}")
    parser.add_argument("--size", type=int, default=10_000, help="messages in the database (default: 10000)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too; - prints them")
    options = parser.parse_args(words)
    figures = alone(options.name, options.size) if options.name else apart(names, options.size)
    if options.json:
        write(
            options.json,
            json.dumps({"size": options.size, "figures": [asdict(figure) for figure in figures]}, indent=2),
        )
    return 0 if all(figure.is_kept for figure in figures) else 1


def apart(names: list[str], size: int) -> list[Figure]:
    """In processes of their own: what one fills, the others must not find."""
    figures = []
    with tempfile.TemporaryDirectory(prefix="practica-figures-") as folder:
        for name in names:
            said = Path(folder, name)
            words = [name, "--size", str(size), "--json", str(said)]
            subprocess.run([sys.executable, "-m", "practica.config.development.bench", *words], check=False)
            if not said.exists():
                sys.exit(f"practica: the benchmark {name} came to no figures; what it said is above.")
            figures += [Figure(**found) for found in json.loads(said.read_text(encoding="utf-8"))["figures"]]
    return figures


def alone(name: str, size: int) -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="practica-bench-") as scratch:
        figures = measured(name, size, Path(scratch))
    show(figures)
    return figures


def measured(name: str, size: int, scratch: Path) -> list[Figure]:
    os.environ.update(PRACTICA_DATA=str(scratch), DJANGO_SETTINGS_MODULE="practica.config.settings")
    os.environ.pop("DATABASE_URL", None)
    # The folder of a scratch database must let in the account that serves it.
    scratch.chmod(0o755)
    from practica.config.command.database import product  # noqa: PLC0415 -- after its settings

    with product(scratch):
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        figures: list[Figure] = loaded(name).measure(size)
    return figures


def loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"benchmarks.{name}", BENCHMARKS / f"{name}.py")
    assert spec  # noqa: S101 -- the file was listed a moment ago
    assert spec.loader  # noqa: S101
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def show(figures: list[Figure]) -> None:
    for figure in figures:
        budget = "" if figure.budget is None else f"{'≤' if figure.is_kept else 'OVER'} {figure.budget:g} {figure.unit}"
        print(f"{figure.name:<52}{figure.value:>12.2f} {figure.unit:<6}{budget}", flush=True)


def write(path: Path, text: str) -> None:
    if str(path) == "-":
        print(text)
    else:
        path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
