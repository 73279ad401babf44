"""A standalone cluster on loopback whose machine is lost while it works."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from salkku.scenarios import Finding, Job, open_runner
from tests.conformance.scenario_tasks import said

pytestmark = pytest.mark.cluster

ROWS = [f"scenario {number}".encode() for number in range(240)]
ROWS_A_TASK = 30
PATIENCE = 300.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(there: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < end, f"no {what} in {PATIENCE} seconds"
        time.sleep(0.1)


class Cluster:
    """A master and two workers, each with its own process group, as machines have."""

    def __init__(self, folder: Path) -> None:
        import pyspark

        self.home = Path(pyspark.__file__).parent
        self.folder = folder
        self.port = free_port()
        self.address = f"spark://127.0.0.1:{self.port}"
        self.master = self.start(
            "master", "master.Master", "--host", "127.0.0.1", "--port", str(self.port)
        )
        self.says("master", "I have been elected leader")
        self.workers = [
            self.start(
                name, "worker.Worker", "--host", "127.0.0.1", "--cores", "1", "--memory", "1g",
                "--work-dir", str(folder / name), self.address,
            )
            for name in ("first", "second")
        ]  # fmt: skip
        for name in ("first", "second"):
            self.says(name, "Successfully registered with master")

    def start(self, name: str, role: str, *options: str) -> subprocess.Popen[bytes]:
        env = {
            **os.environ,
            "SPARK_HOME": str(self.home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_WORKER_DIR": str(self.folder / name),
            "PYSPARK_PYTHON": sys.executable,
        }
        command = [
            str(self.home / "bin" / "spark-class"), f"org.apache.spark.deploy.{role}",
            "--webui-port", "0", *options,
        ]  # fmt: skip
        with (self.folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                command, env=env, stdout=log, stderr=log, start_new_session=True
            )

    def says(self, name: str, sentence: str) -> None:
        log = self.folder / f"{name}.log"
        until(lambda: sentence in log.read_text("utf-8", "replace"), f"“{sentence}” of {name}")

    def lose(self, number: int) -> None:
        os.killpg(self.workers[number].pid, signal.SIGKILL)

    def end(self) -> None:
        for process in (*self.workers, self.master):
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
            process.wait(timeout=30)


@pytest.fixture
def cluster(
    spark_parts: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Cluster]:
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    started = Cluster(tmp_path)
    yield started
    started.end()


def test_a_lost_machine_loses_and_doubles_nothing(cluster: Cluster, tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    job = Job("tests.conformance.scenario_tasks:Diary", str(diary).encode())

    def notes() -> list[tuple[bytes, int]]:
        """Give each row asked, with the number of the worker that asked it."""
        lines = diary.read_bytes().split(b"\n")[:-1] if diary.exists() else []
        pairs = (line.split(b"\t") for line in lines)
        return [(row, int(b"/second/" in folder)) for row, folder in pairs]

    def amid_a_task() -> bool:
        """Whether half is asked and the worker that asked last is in the middle of a task."""
        asked = notes()
        last = [number for _, number in asked].count(asked[-1][1]) if asked else 0
        return len(asked) > len(ROWS) // 4 and 5 <= last % ROWS_A_TASK <= 20

    found: list[tuple[Finding, ...]] = []
    with open_runner("spark", workers=2, master=cluster.address) as runner:
        thread = Thread(target=lambda: found.append(runner.run(job, ROWS)), daemon=True)
        thread.start()
        until(amid_a_task, "work well begun")
        assert thread.is_alive()
        lost = notes()[-1][1]
        cluster.lose(lost)
        thread.join(PATIENCE)
        assert not thread.is_alive()
    (answers,) = found
    assert [one.answer for one in answers] == [said(b"", row) for row in ROWS]
    asked = Counter(row for row, _ in notes())
    assert set(asked) == set(ROWS)
    again = {row for row, times in asked.items() if times > 1}
    assert again, "the lost machine was at work, so its rows must have been asked again"
    assert {row for row, number in notes() if number == lost} >= again


def test_the_cluster_gives_the_bytes_of_this_process(cluster: Cluster) -> None:
    job = Job("tests.conformance.scenario_tasks:Deeds", b"shared")
    rows = [*(f"say {number}".encode() for number in range(30)), b"raise it"]
    with (
        open_runner("inline") as inline,
        open_runner("spark", workers=2, master=cluster.address) as spark,
    ):
        assert spark.run(job, rows) == inline.run(job, rows)


def test_an_address_without_a_cluster_is_told(spark_parts: None) -> None:
    from salkku.domain.errors import MissingPart

    with (
        open_runner("spark", workers=1, master=f"sc://127.0.0.1:{free_port()}") as runner,
        pytest.raises(MissingPart) as told,
    ):
        runner.run(Job("tests.conformance.scenario_tasks:Deeds", b""), [b"say"])
    assert told.value.code == "no_cluster"
