"""A worker that dies in the middle leaves nothing half done: told as failed, files removed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from salkku import locale
from salkku.web.desk import answers
from salkku.web.desk.opening import Desk
from salkku.web.desk.uploads import keep_upload, upload_at
from salkku.web.jobs.asking import ask
from salkku.web.jobs.left import clear, give_up

EXAMPLES = Path(__file__).parents[2] / "examples"
IN_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
KILLED = """
import os, signal, sys, time
import django
django.setup()
from pathlib import Path
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult
from salkku import workbench
from salkku.store import tables
from salkku.web import serve
from salkku.web.desk import answers
from salkku.web.desk.laying import lay
from salkku.web.desk.uploads import keep_upload, upload_at
from salkku.web.jobs.asking import ask

def until(met, seconds=120):
    for _ in range(20 * seconds):
        if met():
            return
        time.sleep(0.05)
    raise SystemExit("nothing came of it")

def processes():
    children = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return [int(pid) for file in children for pid in file.read_text().split()]

call_command("migrate", interactive=False, verbosity=0)
desk = lay(Path(sys.argv[1]))
head = "id;acronym;title;startDate;endDate\\n"
first = Path(sys.argv[2])
first.write_text(head + "1;WARD;Care;2026-01-01;2028-12-31\\n")
workbench.load("cordis", [first], into=desk.tables)
before = tables.counts(folder=desk.tables, source="cordis")
upload = keep_upload(desk, [])
sent = upload_at(desk, upload)
(sent / "a_2026-10-01.csv").write_text(head + "2;TRAM;Rails;2026-01-01;2028-12-31\\n")
rows = "".join(f"{n};P{n};Title {n};2026-01-01;2028-12-31\\n" for n in range(3, 200_000))
(sent / "b_2026-11-01.csv").write_text(head + rows)  # seconds of work
load = ask(desk, "load", {"source": "cordis", "upload": upload, "as_of": ""})
with serve._workers(1):
    until(lambda: answers.find(desk, load.pk).progress)  # the first of the two files is read
    (worker,) = processes()
    os.kill(worker, signal.SIGKILL)
    until(lambda: answers.find(desk, load.pk).failed)
    other = ask(desk, "solve")
    until(lambda: answers.find(desk, other.pk).done)
same = tables.counts(folder=desk.tables, source="cordis") == before
print(answers.find(desk, load.pk).error["code"], sent.exists(), same, before["projects"])
print(*sorted(DBTaskResult.objects.values_list("status", flat=True)))
"""


@pytest.mark.skipif(
    sys.platform != "linux" and os.environ.get("CI") != "true",
    reason="the worker is found under /proc, which only Linux has",
)
def test_a_worker_killed_in_a_load_is_told_and_followed_by_another(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "salkku.web.settings.embedded",
        "SALKKU_DATA": str(tmp_path),
    }
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, str(EXAMPLES / "tiny"), str(tmp_path / "first.csv")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == ["worker_gone", "False", "True", "1", "FAILED", "SUCCESSFUL"]


def _claimed(desk: Desk, worker: str, upload: str) -> answers.Ticket:
    """Ask for a load, and leave it as a worker of a name leaves it that dies at once."""
    ticket = ask(desk, "load", {"source": "cordis", "upload": upload, "as_of": ""})
    task = next(one for one in DBTaskResult.objects.all() if one.args_kwargs["args"] == [ticket.pk])
    task.claim(worker)
    answers.begin(ticket.pk)
    return ticket


def test_only_what_the_worker_itself_left_is_given_up(desk: Desk, settings: Settings) -> None:
    settings.TASKS = IN_DATABASE
    mine, other = (_claimed(desk, name, keep_upload(desk, [])) for name in ("1", "2"))
    assert give_up(worker="1") == 1
    assert give_up(worker="1") == 0
    states = [answers.find(desk, one.pk) for one in (mine, other)]
    assert [one.state for one in states if one] == ["failed", "running"]
    assert not upload_at(desk, mine.arguments["upload"]).exists()
    assert upload_at(desk, other.arguments["upload"]).exists()
    told = {locale.say("errors.worker_gone", {}, language=each) for each in locale.LANGUAGES}
    assert len(told) == 3


def test_an_answer_that_was_kept_in_time_stays(desk: Desk, settings: Settings) -> None:
    settings.TASKS = IN_DATABASE
    ticket = _claimed(desk, "1", keep_upload(desk, []))
    answers.finish(ticket.pk, {"faults": []})
    give_up()
    kept = answers.find(desk, ticket.pk)
    assert kept is not None
    assert (kept.state, kept.error) == ("done", None)


def test_a_start_clears_what_nobody_will_load(desk: Desk, settings: Settings) -> None:
    settings.TASKS = IN_DATABASE
    running = _claimed(desk, "1", keep_upload(desk, []))
    waiting = keep_upload(desk, [])
    ask(desk, "load", {"source": "cordis", "upload": waiting, "as_of": ""})
    forgotten = keep_upload(desk, [])
    clear()
    there = [
        upload_at(desk, name).exists() for name in (running.arguments["upload"], waiting, forgotten)
    ]
    assert there == [False, True, False]
