"""Questions are answered by the worker once, kept for their documents, and fail in a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from salkku.domain.dossier import Dossier
from salkku.web.desk import answers
from salkku.web.desk.models import AnswerRecord
from salkku.web.desk.opening import Desk, replace
from salkku.web.jobs import asking
from salkku.web.jobs.asking import ask
from salkku.web.jobs.questions import Tell, answer

EXAMPLES = Path(__file__).parents[2] / "examples"
IN_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_the_worker_answers_what_is_asked(desk: Desk, settings: Settings) -> None:
    settings.TASKS = IN_DATABASE
    ticket = ask(desk, "solve")
    assert ticket.state == "waiting"
    assert ask(desk, "solve").pk == ticket.pk, "the same question is asked once"
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
    done = ask(desk, "solve")
    assert done.done
    assert done.result["status"] == "optimal"
    assert AnswerRecord.objects.count() == 1


def test_answers_go_with_their_documents(desk: Desk, answered: None) -> None:
    assert ask(desk, "solve").done
    files = {**desk.workspace.dossier().files, "notes.txt": b"new"}
    changed = replace(desk=desk, dossier=Dossier(files))
    assert AnswerRecord.objects.count() == 0
    assert ask(changed, "solve").done


def test_a_question_whose_documents_changed_is_dropped(desk: Desk) -> None:
    ticket = ask(desk, "solve")
    files = {**desk.workspace.dossier().files, "notes.txt": b"new"}
    replace(desk=desk, dossier=Dossier(files))
    assert answers.begin(ticket.pk) is None


def test_what_cannot_be_answered_says_why_and_rests(desk: Desk, answered: None) -> None:
    ticket = ask(desk, "explain", {"id": "nobody"})
    assert ticket.failed
    assert ticket.error["code"] == "unknown_proposal"
    assert ask(desk, "explain", {"id": "nobody"}).pk == ticket.pk


def test_a_fault_of_ours_is_told_and_not_hidden(
    desk: Desk, answered: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(asking, "answer", breaks)
    ticket = ask(desk, "solve")
    assert (ticket.failed, ticket.error["code"]) == (True, "our_fault")


def test_progress_is_told_while_the_answer_is_worked_out(
    desk: Desk, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(desk, "solve")
    answers.finish(1, {"chosen": [], "value": 0})
    pk = ask(desk, "doubt").pk
    path = f"/en/a/{desk.key}/doubt/cautious/"
    assert "<progress" not in signed_in("assessor").get(path).content.decode()
    seen: list[str] = []

    def works(*_: object, tell: Tell, **__: object) -> dict[str, object]:
        tell(40, 200)
        tell(41, 200)  # too soon after the former to be kept
        seen.append(signed_in("assessor").get(path).content.decode())
        return {"status": "infeasible", "standpoints": [], "clash": []}

    monkeypatch.setattr(asking, "answer", works)
    asking.work.func(pk)
    assert 'max="200" value="40"' in seen[0]
    assert "40 of 200" in seen[0]
    assert "data-waiting" not in signed_in("assessor").get(path).content.decode()


def test_the_core_tells_how_far_it_has_come(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    answer(desk.read(), "doubt", {"draws": 3}, tell=lambda *far: told.append(far))
    assert (3, 3) in told


def test_an_unknown_question_is_refused(desk: Desk) -> None:
    with pytest.raises(ValueError, match="everything"):
        ask(desk, "everything")


ROAD = """
import sys, django
django.setup()
from pathlib import Path
from django.core.management import call_command
from django.test import Client
call_command("migrate", interactive=False, verbosity=0)
from salkku.web.desk.decisions import record
from salkku.web.desk.laying import lay
from salkku.web.jobs.asking import ask
from salkku.web.jobs.questions import Tell, answer
from datetime import date
desk = lay(Path(sys.argv[1]))
files = desk.workspace.dossier().files
ask(desk, "solve")
call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)
answer = ask(desk, "solve")
made = record(desk=desk, by="steering group", note="", today=date(2027, 3, 1), user=None)
same = {path: (Path(sys.argv[1]) / path).read_bytes() == data for path, data in files.items()}
print(answer.state, made.name, made.answer["chosen"] == answer.result["chosen"], all(same.values()))
"""


@pytest.mark.postgres
def test_the_road_on_postgresql_with_the_production_settings(tmp_path: Path) -> None:
    address = os.environ.get("SALKKU_TEST_POSTGRES", "")
    if not address:
        if os.environ.get("CI") == "true":
            pytest.fail("SALKKU_TEST_POSTGRES names no server")
        pytest.skip("SALKKU_TEST_POSTGRES names no server")
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "salkku.web.settings.production",
        "SALKKU_SECRET_KEY": "x" * 60,
        "SALKKU_HOSTS": "salkku.example.fi",
        "SALKKU_DATABASE": address,
        "SALKKU_DATA": str(tmp_path),
        "SALKKU_FEEDBACK": "palaute@example.fi",
    }
    environment.pop("SALKKU_DEBUG", None)
    ran = subprocess.run(
        [sys.executable, "-c", ROAD, str(EXAMPLES / "tiny")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == ["done", "2027-03-01-01", "True", "True"]
