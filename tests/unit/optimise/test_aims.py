"""One solve an aim as a pure function of rows: the same as solving here, and nothing named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from salkku import appraise, workbench
from salkku.mip import maximise
from salkku.optimise.acceptability import acceptability, drawn_objectives
from salkku.optimise.aims import Aims, aim_of, aims_job, best_items
from salkku.optimise.formulate import formulate
from salkku.scenarios import answers

HEVI = Path(__file__).resolve().parents[3] / "examples" / "hevi"
AGREEMENT = workbench.read(workbench.open_folder(HEVI))
PROBLEM = appraise.problem_of(AGREEMENT)
VERTICES = next(iter(PROBLEM.vertices.values()))
DRAWS = list(drawn_objectives(PROBLEM, vertices=VERTICES, draws=12, seed=3))


def test_an_aim_is_answered_as_the_whole_program_is() -> None:
    found = list(best_items(answers(aims_job(PROBLEM), map(aim_of, DRAWS))))
    for objective, items in zip(DRAWS, found, strict=True):
        here = maximise(formulate(PROBLEM, objective))
        assert items == here.ones(size=len(PROBLEM.ids))


def test_the_answer_depends_on_the_bytes_alone() -> None:
    job = aims_job(PROBLEM)
    first, second = Aims(job.shared), Aims(job.shared)
    row = aim_of(DRAWS[0])
    assert first.answer(row, seconds=None) == second.answer(row, seconds=None)
    assert first.answer(row, seconds=0.0) is None


def test_no_id_is_sent() -> None:
    sent = aims_job(PROBLEM).shared + b"".join(map(aim_of, DRAWS))
    assert set(json.loads(aims_job(PROBLEM).shared)) == {"size", "rows", "pairs"}
    assert not [criterion for criterion in PROBLEM.criteria if criterion.encode() in sent]
    assert b"line:" not in sent
    assert b"relation:" not in sent


def test_what_the_rules_forbid_is_said() -> None:
    task = Aims(json.dumps({"size": 1, "rows": [[[[0, 1]], 2, None]], "pairs": []}).encode())
    assert task.answer(b"[[0, 5]]", seconds=None) == b"null"
    assert list(best_items([b"[0]", b"null", b"[1]"])) == [(0,)]


@pytest.mark.parametrize("draws", [0, 1, 30])
def test_progress_counts_every_draw(draws: int) -> None:
    told: list[tuple[int, int]] = []
    one = acceptability(
        PROBLEM, vertices=VERTICES, draws=draws, seed=1, progress=lambda *now: told.append(now)
    )
    assert one.draws == draws
    assert (told[-1] == (draws, draws)) if draws else (told == [])
