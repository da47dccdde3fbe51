"""`practica serve`: everything by one command, and away again by one signal."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from practica.config.postgres.server import go_with_parent

CHECKOUT = Path(__file__).resolve().parent.parent
PRACTICA = [sys.executable, "-m", "practica.config.command"]
# A machine without a locale, as containers are.
BARE = {"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": str(CHECKOUT), "HOME": "/nonexistent"}
# What the tests reach is counted in the processes they start, too.
BARE |= {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}


@contextmanager
def serving(data):
    process = started(data)
    line = process.stdout.readline()
    yield process, int(re.fullmatch(r"Práctica is at http://127\.0\.0\.1:(\d+)/ \(Ctrl-C stops it\)\n", line)[1]), data
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def started(data):
    return subprocess.Popen(
        [*PRACTICA, "serve", "--port", "0", "--data", str(data)],
        env=BARE,
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        # Tests that are killed take it with them: the next ones would find its folder and port taken.
        preexec_fn=go_with_parent(signal.SIGTERM),  # noqa: PLW1509 -- it calls the kernel alone
    )


@pytest.fixture(scope="module")
def stopped(tmp_path_factory):
    """A folder that was empty, served for the first time and stopped: its making takes the longest."""
    with serving(tmp_path_factory.mktemp("served")) as (process, _, data):
        below = children(process.pid, "")
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=60)
        left = [pid for pid in below if Path(f"/proc/{pid}").exists()]
        log = (data / "database.log").read_text().splitlines()
    return SimpleNamespace(
        code=process.returncode,
        said=said,
        below=below,
        left=[*left, *data.glob("database/postmaster.pid")],
        log=log,
        data=data,
    )


@pytest.fixture(scope="module")
def served(stopped):
    with serving(stopped.data) as found:
        yield found


def fetch(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def until(question, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if found := question():
                return found
        except (OSError, http.client.HTTPException):
            pass
        time.sleep(0.1)
    pytest.fail("It did not come to pass.")


def children(pid, word):
    """The processes below one whose command has the word."""
    listing = subprocess.run(
        ["ps", "-ww", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True
    ).stdout
    rows = [line.split(None, 2) for line in listing.splitlines()]
    return [int(own) for own, parent, words in rows if int(parent) == pid and word in words]


def memory(pid):
    """What it and all below it take, in bytes, shared pages counted once."""
    own = re.search(r"Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text())
    return int(own[1]) * 1024 + sum(memory(child) for child in children(pid, ""))


def test_it_says_that_it_is_up_and_ready(served):
    _, port, _ = served

    assert json.loads(fetch(port, "/healthz")[1]) == {"up": True}
    assert until(lambda: fetch(port, "/readyz")[0] == 200)
    assert json.loads(fetch(port, "/readyz")[1]) == {"database": True, "migrations": True, "worker": True}


def test_idle_it_takes_at_most_350_megabytes(served):
    process, port, _ = served
    fetch(port, "/")

    assert memory(process.pid) <= 350 * 1024 * 1024


def test_its_status_is_json(served):
    _, _, data = served

    said = subprocess.run([*PRACTICA, "status", "--data", str(data)], env=BARE, capture_output=True, check=False)

    found = json.loads(said.stdout)
    assert said.returncode == 0
    assert found["database"]["kind"] == "embedded"
    assert found["database"]["pending_migrations"] == 0
    assert sorted(found["versions"]) == ["django", "postgresql", "practica", "python"]


def test_a_second_one_with_the_same_folder_is_told_so(served):
    _, _, data = served

    second = subprocess.run(
        [*PRACTICA, "serve", "--port", "0", "--data", str(data)], env=BARE, capture_output=True, check=False
    )

    assert second.returncode == 4
    assert "Práctica runs already in" in second.stderr.decode()


def test_a_taken_port_is_refused_with_a_way_out(served, tmp_path):
    _, port, _ = served

    second = subprocess.run(
        [*PRACTICA, "serve", "--port", str(port), "--data", str(tmp_path)], env=BARE, capture_output=True, check=False
    )

    assert second.returncode == 1
    assert "Choose another with --port" in second.stderr.decode()


@pytest.mark.parametrize("part", ["web", "worker"])
def test_a_part_that_dies_is_started_again(served, part):
    process, port, _ = served
    (before,) = until(lambda: children(process.pid, f" {part}"))

    os.kill(before, signal.SIGKILL)

    assert until(lambda: [pid for pid in children(process.pid, f" {part}") if pid != before])
    assert until(lambda: fetch(port, "/healthz")[0] == 200)


def test_a_database_that_dies_is_started_again(served):
    process, port, _ = served
    (before,) = children(process.pid, "bin/postgres")

    os.kill(before, signal.SIGKILL)

    assert until(lambda: [pid for pid in children(process.pid, "bin/postgres") if pid != before])
    assert until(lambda: fetch(port, "/readyz")[0] == 200)


def test_it_stops_cleanly_and_leaves_nothing_behind(stopped):
    assert (stopped.code, stopped.said) == (0, "Práctica has stopped.\n")
    assert len(stopped.below) >= 3
    assert stopped.left == []
    assert stopped.log[-1].endswith("database system is shut down")


def test_stopped_while_it_prepares_it_leaves_nothing_behind_either(tmp_path):
    process = started(tmp_path)
    until((tmp_path / "database" / "postmaster.pid").exists)
    (database,) = until(lambda: children(process.pid, "bin/postgres"))

    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)

    assert process.returncode == 1
    assert not Path(f"/proc/{database}").exists()
    assert not (tmp_path / "database" / "postmaster.pid").exists()
