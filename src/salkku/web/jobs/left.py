"""What a worker that ended in the middle of a question has left: told as failed, and cleared."""

from __future__ import annotations

from django_tasks_db.models import DBTaskResult

from salkku.web.desk import answers
from salkku.web.desk.uploads import drop_upload, sweep_uploads, upload_at

__all__ = ["WorkerGoneError", "clear", "give_up"]


class WorkerGoneError(Exception):
    """A worker ended before it had answered."""


def give_up(*, worker: str = "") -> int:
    """Tell as failed what a worker was answering when it ended; give how many questions.

    Parameters
    ----------
    worker
        Its name; without one, every worker of this database has ended.
    """
    left = [
        task
        for task in DBTaskResult.objects.running()
        if not worker or task.worker_ids[-1:] == [worker]
    ]
    for task in left:
        for pk in task.args_kwargs["args"]:
            _abandon(pk)
        task.set_failed(WorkerGoneError(worker))
    return len(left)


def clear() -> None:
    """Before any worker is there: tell as failed what was left, remove files nobody will load."""
    give_up()
    sweep_uploads(kept={one["upload"] for one in answers.waiting("load")})


def _abandon(pk: int) -> None:
    taken = answers.abandon(pk)
    if taken is None:
        return
    desk, ticket = taken
    if ticket.question == "load":
        drop_upload(upload_at(desk, ticket.arguments["upload"]))
