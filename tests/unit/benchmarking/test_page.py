"""The page of figures: what the kept results give, and no nicer than they are."""

from __future__ import annotations

from typing import Any

from benchmarks.page import PAGE, kept, page

MEASURED = {"median": 2.0, "least": 1.9, "most": 2.2, "cpu": 1.5, "runs": 5, "discarded": 1}
VERSIONS = {"versions": {"thing": "1.0"}, "python": "3.12.0"}


def results(**changes: Any) -> dict[str, Any]:
    """Invent the figures of one subject."""
    rival = {
        "driver": "pyaugmecon", "exact": True, "limit": 600.0, "status": "equal", **MEASURED,
        "size": 3, "ratio": 60.0, "ratio_cpu": 50.0, **VERSIONS,
    } | changes.pop("rival", {})  # fmt: skip
    subject = {
        "subject": "2kp50", "case": "2kp50", "checked": "equal", "must": None, "aim": None,
        "ratio_must": 50, "ratio_aim": 200, "against": ["pyaugmecon"], "rivals": [rival],
        "ours": {"status": "answered", **MEASURED, "size": 3, "by": "label-setting", **VERSIONS},
    } | changes  # fmt: skip
    machine = {"processor": "A kind", "cores": 2, "system": "Linux", "python": "3.11.7"}
    command = {"command": "help", "must": 0.4, "aim": None, "status": "answered", **MEASURED}
    return {
        "date": "2026-11-24", "machine": machine, "quick": True, "subjects": [subject],
        "commands": [command],
    }  # fmt: skip


def row(text: str, *cells: str) -> list[str]:
    (line,) = [one for one in text.splitlines() if all(f"| {cell} |" in one for cell in cells)]
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_page_is_what_the_kept_results_give() -> None:
    text = kept()
    assert text is not None, "results of a measured run are kept in benchmarks/results"
    assert PAGE.read_text("utf-8") == text


def test_a_kept_promise_is_told() -> None:
    text = page(results(), name="x.json")
    assert row(text, "3: as published")[-1] == "must"
    assert row(text, "the same answer")[4] == "60"


def test_a_broken_promise_is_told() -> None:
    text = page(results(rival={"ratio": 0.25}), name="x.json")
    assert row(text, "3: as published")[-1] == "no"
    assert row(text, "the same answer")[4] == "0.25"


def test_an_unfinished_front_keeps_its_promise_by_what_it_certifies() -> None:
    ours = {"status": "partial", **MEASURED, "size": 3, "by": "label-setting", **VERSIONS}
    changes = {"checked": "incomplete", "epsilon_must": 0.01, "ratio_must": None, "rivals": []}
    for proved, epsilon, met in ((3, 0.0098, "must"), (2, 0.0098, "no"), (3, 0.0195, "no")):
        some = ours | {"epsilon": epsilon, "proved": proved}
        text = page(results(ours=some, **changes), name="x.json")
        told = f"3: not complete, {proved} proved, ε {100 * epsilon:.2f} %"
        assert row(text, told)[-1] == met
    text = page(results(ours=ours, **changes | {"checked": "unpublished"}), name="x.json")
    assert row(text, "3: nothing published")[-1] == "aim"


def test_other_answers_are_not_compared() -> None:
    other = {"status": "differs", "ratio": None}
    text = page(results(checked="differs", rival=other), name="x.json")
    assert row(text, "3: **not as published**")[-1] == "no"
    assert row(text, "**another answer**")[4] == ""


def test_a_single_run_is_marked() -> None:
    text = page(results(rival={"discarded": 0, "runs": 1}), name="x.json")
    assert row(text, "the same answer")[2] == "2 †"


def test_a_stopped_and_a_partial_program_say_how_far_they_came() -> None:
    partial = {"status": "partial", "found": 7, "of": 35, "limit": 30.0, "ratio": None}
    assert "| 7 of 35 in 30 s |" in page(results(rival=partial), name="x.json")
    stopped = {"status": "stopped", "limit": 45.0}
    found = results(rival=stopped)
    assert "| stopped after 45 s |" in page(found, name="x.json")


def test_a_command_in_time_that_leaves_too_much_open_breaks_its_promise() -> None:
    found = results()
    for left, seconds, met in ((5, 2.0, "must"), (6, 2.0, "no"), (0, 0.3, "aim"), (5, 0.3, "must")):
        command = {"command": "robust-100", "must": 60, "aim": 1, "undecided": left, "of": 100}
        found["commands"] = [{"status": "answered", **MEASURED, "median": seconds} | command]
        cells = row(page(found, name="x.json"), "robust-100")
        assert cells[-2:] == [met, f"{left} of 100 undecided"]


def test_the_whole_process_is_told_beyond_the_warm_one() -> None:
    whole = {"status": "equal", **MEASURED}
    for seconds, added, met in ((2.7, "0.7", "must"), (2.9, "0.9", "no")):
        text = page(results(whole=whole | {"median": seconds}), name="x.json")
        cells = row(text, "front of 2kp50")
        assert (cells[3], cells[6]) == (added, met)


def test_a_timetable_is_told_by_its_last_gap_and_its_proof() -> None:
    schedule = [{"limit": 10, "gap": 0.02}, {"limit": 30, "gap": 0.004}]
    replan = {"limit": 30, "changes": 7, "proved_fewest": False, "seconds": 30.2}
    one = {"kind": "yearly", "rows": 60, "seed": 3, "must": 0.005, "schedule": schedule}
    timed = {"date": "2026-11-24", "name": "t.json", "timetables": [one | {"replan": replan}]}
    cells = row(page(results(), name="x.json", timed=timed), "yearly")
    assert cells[3:6] == ["2.00 % in 10 s, 0.40 % in 30 s", "0.5 %", "must"]
    assert cells[6:] == ["7 changes, **not proved** the fewest, 30.2 of 30 s", "no"]
    none = timed | {"timetables": [one | {"schedule": schedule[:1]}]}
    cells = row(page(results(), name="x.json", timed=none), "yearly")
    assert cells[5:] == ["no", "", ""]
