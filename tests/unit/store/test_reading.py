"""What a well-formed agreement means: exact values, defaults, and everything that is legal."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from tests.unit.store.sound import FILES, dossier

from salkku.domain.agreement import Agreement
from salkku.domain.periods import parse_half_year, parse_month
from salkku.store.reading import read


def agreement(**changed: str | bytes) -> Agreement:
    reading = read(dossier(**changed))
    assert reading.faults == ()
    assert reading.agreement is not None
    return reading.agreement


def test_settings_are_exact() -> None:
    found = agreement()
    assert found.period == (parse_month("2026-01"), parse_month("2029-12"))
    assert found.name == {"fi": "Pieni", "sv": "Liten", "en": "Small"}
    assert found.weights == {"impact": Fraction(3, 5), "fit": Fraction(2, 5)}
    assert found.loss_per_year == Fraction(3, 100)
    assert found.repair.euro == Decimal(1)
    assert found.repair.project == Decimal(100_000)
    assert found.continuation is not None
    assert found.continuation.persistence["letter"] == (Fraction(2, 5), Fraction(7, 10))


def test_criteria_have_their_defaults() -> None:
    impact, fit, ready = agreement().criteria
    assert (impact.baseline, impact.size, impact.size_unit) == (Fraction(5, 2), "euro", 250_000)
    assert (fit.baseline, fit.size, fit.size_unit, fit.pool, fit.kind) == (
        1,
        "project",
        1,
        "mean",
        "content",
    )
    assert (fit.points, ready.points, ready.threshold, fit.threshold) == (1, 0, 1, None)
    assert (impact.party, fit.party) == (None, "espoo")


def test_cells_are_exact() -> None:
    found = agreement()
    assert [cost.cents for cost in found.costs] == [30_000_000, 10_000_025, 20_000_000]
    assert [cost.half_year for cost in found.costs] == [0, None, 1]
    assert found.budgets[1].limit_cents == 20_000_050
    assert found.budgets[1].carry
    assert found.budgets[1].start == parse_half_year("2027-H1")
    assert found.proposals[0].focus_areas == (
        ("urban", Fraction(7, 10)),
        ("health", Fraction(3, 10)),
    )
    assert found.proposals[1].methods == (("testbeds", 1),)
    assert found.proposals[0].tags == ("x", "y")
    assert found.proposals[0].testbeds == (("t1", 2),)
    assert found.proposals[2].develops == (("t1", 4),)
    assert [rule.maximum for rule in found.rules] == [
        None,
        Fraction(4, 5),
        90_000_050,
        Fraction(25, 2),
    ]
    assert found.calls[0].earmarks == {"health": 70_000_000, "urban": 50_000_000}
    assert found.projects[0].start == parse_month("2023-04")
    assert [relation.row for relation in found.relations] == [2, 3, 4, 5]


def test_half_empty_scores_mean_the_other_end_and_empty_ones_no_score() -> None:
    scores = agreement().scores
    assert [(score.low, score.high) for score in scores] == [
        (3, 4),
        (Fraction(5, 2), Fraction(5, 2)),
        (3, 3),
    ]


def test_only_two_files_are_needed() -> None:
    found = read(
        type(dossier())(
            {"agreement.toml": b'[agreement]\nid = "a"\n', "proposals.csv": b"id,status\n1,idea\n"}
        )
    ).agreement
    assert found is not None
    assert found.benefits is None
    assert (found.weights, found.continuation, found.period) == (None, None, None)
    assert found.proposals[0].name == {}


@pytest.mark.parametrize(
    "change",
    [
        {"relations__csv": "kind,from,to\nrequires,a,b\nrequires,b,a\n"},
        {"relations__csv": "kind,from,to\nrequires,a,b\nexcludes,a,b\ntogether,a,b\n"},
        {"relations__csv": "kind,from,to,lag_months\nrequires,a,b,6\nrequires,b,c,6\n"},
        {"costs__csv": "proposal;line;amount_eur\na;eu;300000,25\n"},
        {"costs__csv": 'proposal,line,amount_eur\na,eu,"300000,25"\n'},
        {"costs__csv": "\ufeffproposal,line,amount_eur\r\na,eu,1\r\n"},
        {"costs__csv": "proposal,line,amount_eur\ra,eu,1\r"},
        {"costs__csv": 'proposal,line,amount_eur\na,eu,1\n\n"b" ,eu,2\n'},
        {"costs__csv": "proposal,line,amount_eur\n,,\na,eu,1\n"},
        {"costs__csv": 'proposal,"line",amount_eur,"a;b"\na,eu,1\n'},
        {"costs__csv": "line,amount_eur,proposal,note,\neu,1,a,=2+2,\n"},
        {"costs__csv": "proposal,line,amount_eur\na,eu,1\na,eu,1\n"},
        {"costs__csv": "proposal,line,amount_eur\n"},
        {"scores__csv": "proposal,criterion,low,high\na,fit,1,\na,fit,,5\na,fit,\n"},
        {"scores__csv": "proposal,criterion,low,high,assessor\na,fit,1,1,\na,fit,2,2,\n"},
        {
            "organisations__csv": "name,country\nAalto,FI\nAalto,FI\n",
            "participations__csv": "proposal\n",
            "commitments__csv": "proposal\n",
        },
        {"benefits__csv": "proposal,party\na,espoo\n"},
        {"unknown__csv": b"\xff\x00\xff"},
    ],
)  # fmt: skip
def test_what_is_legal_brings_no_fault(change: dict[str, str | bytes]) -> None:
    agreement(**change)


@pytest.mark.parametrize("cell", ["=cmd()", "+1", "-x", "@sum", "a;b", "ä", "x" * 100_000])
def test_texts_are_free(cell: str) -> None:
    found = agreement(events__csv=f'id,name\nv1,"{cell}"\n')
    assert found.events[0].name["fi"] == cell


def test_files_that_are_absent_are_not_referred_to() -> None:
    """A call, organisation, need or result is checked only where its table exists."""
    files = dict(FILES)
    for file in ("calls.csv", "organisations.csv", "needs.csv", "results.csv", "indicators.csv"):
        del files[file]
    assert read(type(dossier())({p: t.encode() for p, t in files.items()})).faults == ()


def test_warnings_never_make_an_agreement_wrong() -> None:
    reading = read(
        dossier(
            relations__csv="kind,from,to\nrequires,a,b\nexcludes,a,b\nrequires,a,b\n",
            scores__csv="proposal,criterion,low,high,assessor\na,fit,1,2,x\na,fit,1,2,x\n",
            agreement__toml=FILES["agreement.toml"].replace("[weights]", "[weights]\nready = 1"),
        )
    )
    assert reading.agreement is not None
    assert reading.agreement.weights == {"impact": Fraction(3, 5), "fit": Fraction(2, 5)}
    assert [(w.code, w.row, w.values.get("before")) for w in reading.warnings] == [
        ("general_weighed", None, None),
        ("scored_twice", 3, "2"),
        ("relation_repeated", 4, "2"),
    ]


def test_a_rule_on_what_nobody_is_said_to_make_is_told() -> None:
    rules = "id,category,member,measure,min\nr,all,,new_ties,3\n"
    silent = read(dossier(rules__csv=rules, participations__csv="proposal,organisation\n"))
    assert [(w.code, w.row, w.column) for w in silent.warnings] == [
        ("rule_without_participations", 2, "measure")
    ]
    assert silent.agreement is not None
    assert silent.agreement.rules[0].minimum == 3


def test_disagreeing_parties_are_no_fault() -> None:
    settings = FILES["agreement.toml"].replace(
        "[weights]",
        '[[preferences]]\nkind = "interval"\ncriterion = "fit"\nhigh = 0.1\nparty = "vantaa"\n\n'
        "[weights]",
    )
    assert len(agreement(agreement__toml=settings).preferences) == 4


def test_pairs_and_limits_keep_their_rows_after_cells_of_two_lines() -> None:
    found = agreement(
        relations__csv='kind,from,to,note\nexcludes,a,b,"one\ntwo"\n\nexcludes,b,c,\n'
    )
    assert [relation.row for relation in found.relations] == [2, 5]


def test_names_that_look_like_slips_are_told() -> None:
    reading = read(
        dossier(
            testbed__csv="id\n",
            events__csv="id,names,moth,label\nv1,x,,\n",
            budgets__csv="line,limit_eur,party\neu,1,\nown,1,espoo\nown,1,vantaa\n",
        )
    )
    assert [(w.file, w.code, w.row, w.column, w.values.get("like")) for w in reading.warnings] == [
        ("budgets.csv", "line_of_two_parties", 4, "party", None),
        ("events.csv", "column_unused", 1, "moth", "month"),
        ("events.csv", "column_unused", 1, "names", "name"),
    ]
    files = {path: text.encode() for path, text in FILES.items()}
    files["Testbed.csv"] = files.pop("testbeds.csv")
    found = read(type(dossier())(files))
    assert [(w.file, w.values["like"]) for w in found.warnings] == [("Testbed.csv", "testbeds.csv")]


@pytest.mark.parametrize("number", ["9" * 400, "-" + "9" * 400, "1e99", "1e-400", "-1e15"])
def test_numbers_of_no_real_size_are_told(number: str) -> None:
    settings = FILES["agreement.toml"].replace("baseline = 2.5", f"baseline = {number}")
    found = read(dossier(agreement__toml=settings)).faults
    assert [fault.code for fault in found] == ["number_too_long"]


@pytest.mark.parametrize(
    ("statement", "order"),
    [
        ('kind = "rank"\norder = ["ready", "impact", "fit"]', ("impact", "fit")),
        ('kind = "rank"\norder = ["ready"]', None),
        ('kind = "interval"\ncriterion = "ready"\nlow = 0.5', None),
        ('kind = "at_least"\nleft = "ready"\nright = "fit"', None),
    ],
)
def test_statements_on_general_criteria_are_left_out(
    statement: str, order: tuple[str, ...] | None
) -> None:
    settings = FILES["agreement.toml"].replace(
        "[weights]", f"[[preferences]]\n{statement}\n\n[weights]"
    )
    reading = read(dossier(agreement__toml=settings))
    assert [w.code for w in reading.warnings] == ["general_weighed"]
    assert reading.agreement is not None
    assert [p.order for p in reading.agreement.preferences[3:]] == ([order] if order else [])
