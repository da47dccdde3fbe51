"""The embedded PostgreSQL: what its supervisor promises."""

import os
import pwd
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from practica.config.postgres import AlreadyRunning, Server, ServerFailure, available, socket_folder
from practica.config.postgres.account import STEP_DOWN_TO, by_uid
from practica.config.postgres.programs import installed_folders, major_of, wheel_folders

CARELESS = {"fsync": "off", "full_page_writes": "off"}
CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A data folder as the first start leaves it."""
    data = tmp_path_factory.mktemp("made")
    with Server(data, CARELESS) as server, server.connect() as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept SELECT 'práctica' FROM generate_series(1, 1000)")
    return data


@pytest.fixture
def data(made, tmp_path):
    """A copy of it for one test."""
    subprocess.run(["cp", "-a", f"{made}/.", str(tmp_path)], check=True)
    return tmp_path


def kept(server):
    with server.connect() as connection:
        return connection.execute("SELECT count(*) FROM kept").fetchone()[0]


def test_it_serves_one_database_with_what_the_product_needs(data):
    with Server(data, CARELESS) as server, server.connect() as connection:
        extensions = connection.execute("SELECT extname FROM pg_extension ORDER BY 1").fetchall()
        upper, who = connection.execute("SELECT upper('ñß'), current_user").fetchone()
        addresses = connection.execute("SHOW listen_addresses").fetchone()[0]

    assert [name for (name,) in extensions] == ["btree_gist", "pg_trgm", "plpgsql", "unaccent"]
    assert (upper, who, addresses) == ("ÑSS", "practica", "")


def test_what_was_written_is_there_after_a_stop(data):
    with Server(data, CARELESS) as server:
        process = server.process

    assert process.returncode == 0
    with Server(data, CARELESS) as server:
        assert kept(server) == 1000


def test_a_server_that_was_killed_recovers(data):
    with Server(data, CARELESS) as server:
        with server.connect() as connection:
            connection.execute("INSERT INTO kept VALUES ('once more')")
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()

    with Server(data, CARELESS) as server:
        assert kept(server) == 1001


def test_a_process_number_left_behind_that_is_now_someone_elses_is_no_server(data):
    (data / "database" / "postmaster.pid").write_text(f"{os.getpid()}\n{data}/database\n")

    with Server(data, CARELESS) as server:
        assert kept(server) == 1000


def test_two_do_not_serve_one_folder(data):
    with Server(data, CARELESS) as server:
        with pytest.raises(AlreadyRunning, match=f"process {os.getpid()}"):
            Server(data, CARELESS).start()

        assert kept(server) == 1000


def test_a_command_uses_the_server_that_runs_already(data):
    with Server(data, CARELESS) as server:
        with available(data):
            pass

        assert server.is_alive


def test_a_command_brings_a_server_where_none_runs(data):
    with available(data), psycopg.connect(host=str(socket_folder(data)), dbname="practica", user="practica") as there:
        assert there.execute("SELECT count(*) FROM kept").fetchone() == (1000,)


def test_another_major_version_is_refused_and_nothing_is_changed(data):
    (data / "database" / "PG_VERSION").write_text("14\n")

    with pytest.raises(ServerFailure, match=r"made by PostgreSQL 14.*pg_dump.*Nothing was changed"):
        Server(data, CARELESS).start()

    assert (data / "database" / "PG_VERSION").read_text() == "14\n"


def test_a_start_that_failed_leaves_no_lock(data):
    (data / "database" / "PG_VERSION").write_text("14\n")
    with pytest.raises(ServerFailure):
        Server(data, CARELESS).start()
    made_by = major_of(next(iter([*wheel_folders(), *installed_folders()])))
    (data / "database" / "PG_VERSION").write_text(f"{made_by}\n")

    with Server(data, CARELESS) as server:
        assert kept(server) == 1000


def test_the_last_words_of_a_server_that_does_not_start_are_shown(data):
    with pytest.raises(ServerFailure, match='unrecognized configuration parameter "no_such_setting"'):
        Server(data, {"no_such_setting": "1"}).start()


def test_the_server_goes_with_a_starter_that_was_killed(data):
    starter = subprocess.Popen(
        [
            sys.executable,
            "-c",
            (
                "import sys, time; from pathlib import Path; from practica.config.postgres import Server\n"
                "server = Server(Path(sys.argv[1])); server.start(); print(server.process.pid, flush=True); time.sleep(60)"
            ),
            str(data),
        ],
        cwd=CHECKOUT,
        stdout=subprocess.PIPE,
        text=True,
    )
    pid = int(starter.stdout.readline())
    starter.kill()
    starter.communicate()

    with Server(data, CARELESS) as server:
        assert server.process.pid != pid
        assert kept(server) == 1000
    assert gone_within(pid, seconds=10)


def gone_within(pid, seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        status = Path(f"/proc/{pid}/status")
        try:
            if "State:\tZ" in status.read_text():
                return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


def test_half_a_cluster_is_made_anew(tmp_path):
    half = tmp_path / "database.half"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")

    with Server(tmp_path, CARELESS) as server, server.connect() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_path_too_long_for_a_socket_is_no_obstacle(data):
    far = data / ("a" * 90) / ("b" * 90)
    far.parent.mkdir()
    far.mkdir()
    subprocess.run(["mv", str(data / "database"), str(far)], check=True)

    with Server(far, CARELESS) as server:
        assert kept(server) == 1000
    assert len(str(server.socket / ".s.PGSQL.5432")) < 104


def test_only_the_servers_account_enters_the_folder_of_the_socket(data):
    with Server(data, CARELESS) as server:
        found = server.socket.stat()

        assert found.st_mode & 0o777 == 0o700
        assert found.st_uid == (data / "database").stat().st_uid


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another user")
def test_a_folder_for_the_socket_that_belongs_to_someone_else_is_refused(data, monkeypatch, tmp_path):
    monkeypatch.setenv("PRACTICA_SOCKETS", str(tmp_path / "sockets"))
    folder = socket_folder(data)
    folder.mkdir(parents=True)
    os.chown(folder, 12345, 12345)

    with pytest.raises(ServerFailure, match="belongs to someone else"):
        Server(data, CARELESS).start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down")
def test_root_steps_down_to_an_account_that_may_do_little(data):
    with Server(data, CARELESS) as server:
        status = Path(f"/proc/{server.process.pid}/status").read_text()

    uid = int(next(line for line in status.splitlines() if line.startswith("Uid:")).split()[1])
    assert by_uid(uid).name in STEP_DOWN_TO


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another user")
def test_another_user_of_the_machine_is_not_let_in(data, monkeypatch, tmp_path_factory):
    with Server(data, CARELESS) as server:
        # Even where the folder would let them pass.
        server.socket.chmod(0o755)
        (server.socket / ".s.PGSQL.5432").chmod(0o777)

        assert refusal_of(server, "games").startswith("connection failed")
        assert "Peer authentication failed" in refusal_of(server, "games")
        assert refusal_of(server, "root") == ""


def refusal_of(server, name):
    """What another user of the machine is told when they knock, if they are not let in."""
    hear, say = os.pipe()
    child = os.fork()
    if child == 0:
        os.setuid(pwd.getpwnam(name).pw_uid)
        try:
            server.connect().close()
        except psycopg.OperationalError as error:
            os.write(say, str(error).encode())
        os._exit(0)
    os.close(say)
    os.waitpid(child, 0)
    with os.fdopen(hear) as heard:
        return heard.read()


@pytest.mark.skipif(not installed_folders(), reason="no PostgreSQL is installed on this machine")
def test_an_installed_release_serves_where_the_wheel_has_no_programs(tmp_path, monkeypatch):
    monkeypatch.setattr("practica.config.postgres.programs.WHEEL", "no_such_wheel")

    with Server(tmp_path, CARELESS) as server, server.connect() as connection:
        assert connection.info.server_version // 10000 == major_of(installed_folders()[0])
        assert connection.execute("SELECT upper('ñ') = 'Ñ' OR current_setting('lc_ctype') = 'C'").fetchone() == (True,)
