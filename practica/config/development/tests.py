"""bin/test: the tests, after what they need is there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
DONE, NO_TESTS = 0, 5
# As many as there are cores, but a machine of many cores may lend us few.
WORKERS = ["-n", "auto", "--maxprocesses", "4", "--dist", "worksteal"]
# Without Chromium, and without what takes an hour.
QUICK = "not browser and not exhaustive"
# Who may do what, and what is then done, leaves no line to chance.
WHOLE = "--include=*/actions.py,*/actions/*,*/policies.py,*/policies/*"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main(words: list[str]) -> int:
    # Paths are relative to where one is; everything else is relative to the checkout.
    words = [str(Path(word).resolve()) if not word.startswith("-") and Path(word).exists() else word for word in words]
    own = {"--coverage", "--no-browser", "--exhaustive"} & set(words)
    words = [word for word in words if word not in own]
    # A few tests are there sooner in one process; all of them are spread over the cores.
    words = words or WORKERS
    if "--coverage" in own:
        return covered(words)
    if "--exhaustive" in own:
        return tests("exhaustive", words)
    if "--no-browser" in own:
        return tests(QUICK, words)
    if not wants_browser(words):
        return tests("not exhaustive", words)
    if not browser_is_there():
        return 1
    # The browser's driver keeps an event loop in its process, which other tests need for themselves.
    codes = [tests(QUICK, words), tests("browser", words)]
    return next(
        (code for code in codes if code not in {DONE, NO_TESTS}), NO_TESTS if set(codes) == {NO_TESTS} else DONE
    )


def tests(mark: str, words: list[str]) -> int:
    return run("-m", *pytest(mark, words))


def pytest(mark: str, words: list[str]) -> list[str]:
    # A new database at the start; at the end it may stay, since its server ends with the tests.
    return ["pytest", "--reuse-db", "--create-db", "-m", mark, *words]


def covered(words: list[str]) -> int:
    """What the tests reach without a browser, and whether it is enough; slower, so only on request."""
    kept = CHECKOUT / ".cache" / "coverage"
    shutil.rmtree(kept, ignore_errors=True)
    kept.mkdir(parents=True)
    ran = run("-m", "coverage", "run", "-m", *pytest(QUICK, words))
    run("-m", "coverage", "combine", "--quiet")
    if words != WORKERS:
        # What is enough is asked of all tests together.
        return ran or run("-m", "coverage", "report", "--fail-under=0")
    enough = [run("-m", "coverage", "report"), run("-m", "coverage", "report", "--fail-under=100", WHOLE)]
    return ran or next((code for code in enough if code), DONE)


def run(*words: str) -> int:
    return subprocess.run([sys.executable, *words], check=False, cwd=CHECKOUT).returncode


def wants_browser(words: list[str]) -> bool:
    """A run of one feature's tests should not install a browser."""
    paths = [Path(word.split("::")[0]) for word in words if not word.startswith("-")]
    return not any(path.is_relative_to(CHECKOUT / "practica") for path in paths)


def browser_is_there() -> bool:
    if os.environ.get("PRACTICA_CHROMIUM") or any(shutil.which(name) for name in BROWSERS) or install():
        return True
    print(
        "practica: browser tests need Chromium, and it could not be installed here. Install it, or name it with "
        "PRACTICA_CHROMIUM, or run the others: bin/test --no-browser",
        file=sys.stderr,
    )
    return False


def install() -> bool:
    """Debian's own package, where there is one and we may."""
    apt = shutil.which("apt-get")
    before = [] if os.geteuid() == 0 else [shutil.which("sudo") or "", "-n"]
    if not apt or before[:1] == [""]:
        return False
    print("Installing Chromium for the browser tests (once)…", file=sys.stderr)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", "chromium"]):
        subprocess.run([*before, apt, *words], check=False, stdout=subprocess.DEVNULL, env=environment)
    return any(shutil.which(name) for name in BROWSERS)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
