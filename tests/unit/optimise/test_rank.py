"""``rank``: points, thresholds, order, the money row by row, and each difference's reason."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from salkku.appraise import problem_of
from salkku.domain.agreement import Agreement, Criterion, Theme
from salkku.domain.answers import Ranking
from salkku.domain.ecosystem import Call
from salkku.domain.proposals import Cost, Proposal, Score
from salkku.domain.terms import BudgetRow, Relation, Rule
from salkku.optimise.rank import rank
from salkku.optimise.solve import solve

EURO = 100


def _agreement(
    scores: dict[str, tuple[float, float]],
    costs: dict[str, int],
    *,
    limit: int = 1000,
    **more: object,
) -> Agreement:
    """Give an agreement of criteria impact and quality (0 … 5) with one common line ``support``."""
    criteria = (
        Criterion("impact", {}, Fraction(0), Fraction(5)),
        Criterion("quality", {}, Fraction(0), Fraction(5), points=Fraction(2)),
        Criterion("legal", {}, Fraction(0), Fraction(1), kind="general", threshold=Fraction(0)),
    )
    rows = tuple(
        Proposal(row, "proposal", focus_areas=(("urban", Fraction(1)),), call="c") for row in scores
    )
    given = tuple(
        Score(row, criterion, Fraction(str(value)), Fraction(str(value)))
        for row, pair in scores.items()
        for criterion, value in zip(("impact", "quality"), pair, strict=True)
    )
    base = Agreement(
        id="a",
        name={},
        period=None,
        parties=(),
        focus_areas=(Theme("urban", {}), Theme("health", {})),
        methods=(),
        criteria=criteria,
        proposals=rows,
        scores=given,
        weights={"impact": Fraction(1)},
        budgets=(BudgetRow("support", limit * EURO),),
        costs=tuple(Cost(row, "support", euros * EURO) for row, euros in costs.items()),
        calls=(Call("c"),),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def _rank(agreement: Agreement) -> Ranking:
    problem = problem_of(agreement)
    return rank(agreement, problem, portfolio=solve(problem).chosen)


def test_points_order_and_money() -> None:
    scores = {"a": (4, 1), "b": (2, 2), "c": (5, 0), "d": (1, 4)}  # points 6, 6, 5, 9
    found = _rank(_agreement(scores, {"a": 500, "b": 300, "c": 250, "d": 400}))
    assert [row.proposal for row in found.ranking] == ["d", "b", "a", "c"]
    assert [row.points for row in found.ranking] == [9, 6, 6, 5]
    assert [row.funded for row in found.ranking] == [True, True, False, True]  # a is skipped
    assert [row.because for row in found.ranking] == ["", "", "money", ""]


def test_the_call_asks_for_a_share_of_the_most_points() -> None:
    agreement = _agreement({"a": (5, 2), "b": (4, 2)}, {"a": 1, "b": 1})
    call = Call("c", threshold_share=Fraction(3, 5))  # 0.6 of 15 is 9
    found = _rank(replace(agreement, calls=(call,)))
    assert [(row.passes, row.because) for row in found.ranking] == [
        (True, ""),
        (False, "threshold"),
    ]
    (row, code, values), *_ = found.differs
    assert (row, code, values["stopped"]) == ("b", "more_value.threshold", "threshold")


def test_a_threshold_keeps_a_row_out_of_both() -> None:
    agreement = _agreement({"a": (5, 2), "b": (1, 5)}, {"a": 1, "b": 1})
    criteria = (replace(agreement.criteria[0], threshold=Fraction(2)), *agreement.criteria[1:])
    found = _rank(replace(agreement, criteria=criteria))
    assert [(row.proposal, row.points, row.passes, row.funded) for row in found.ranking] == [
        ("b", 11, False, False),
        ("a", 9, True, True),
    ]
    assert found.differs == ()


def test_committed_rows_are_paid_first_and_not_ranked() -> None:
    agreement = _agreement({"a": (5, 5), "b": (1, 1)}, {"a": 800, "b": 300})
    decided = (agreement.proposals[0], replace(agreement.proposals[1], status="running"))
    found = _rank(replace(agreement, proposals=decided))
    assert [(row.proposal, row.funded, row.because) for row in found.ranking] == [
        ("a", False, "money")
    ]


def test_earmarked_money_is_for_its_area_only() -> None:
    scores = {"u1": (5, 5), "u2": (4, 4), "h1": (3, 3)}
    agreement = _agreement(scores, {"u1": 500, "u2": 300, "h1": 400})
    health = replace(agreement.proposals[2], focus_areas=(("health", Fraction(1)),))
    call = Call("c", earmarks={"health": 300 * EURO}, available_cents=1000 * EURO)
    found = _rank(replace(agreement, proposals=(*agreement.proposals[:2], health), calls=(call,)))
    # rest 700: u1 takes 500, u2 does not fit, h1 takes 300 earmarked + 100 of the rest
    assert [(row.proposal, row.because) for row in found.ranking] == [
        ("u1", ""),
        ("u2", "call"),
        ("h1", ""),
    ]


def test_an_area_with_too_small_an_earmark() -> None:
    agreement = _agreement({"u1": (5, 5)}, {"u1": 500})
    call = Call("c", earmarks={"urban": 300 * EURO, "health": 700 * EURO})
    found = _rank(replace(agreement, calls=(call,)))
    assert found.ranking[0].because == "earmark"
    assert found.differs[0][1] == "more_value.earmark"
    assert found.differs[0][2]["left"] == str(300 * EURO)


def test_one_level_of_a_row_is_funded() -> None:
    agreement = _agreement({"a": (5, 5), "a2": (4, 4)}, {"a": 100, "a2": 50})
    rows = (agreement.proposals[0], replace(agreement.proposals[1], level_of="a"))
    found = _rank(replace(agreement, proposals=rows))
    assert [row.because for row in found.ranking] == ["", "level"]


def test_calls_follow_their_file_and_rows_without_one_come_last() -> None:
    agreement = _agreement({"a": (5, 5), "b": (4, 4), "c": (1, 1)}, {"a": 1, "b": 1, "c": 1})
    rows = (
        replace(agreement.proposals[0], call=""),
        replace(agreement.proposals[1], call="second"),
        replace(agreement.proposals[2], call="first"),
    )
    found = _rank(replace(agreement, proposals=rows, calls=(Call("first"), Call("second"))))
    assert [row.proposal for row in found.ranking] == ["c", "b", "a"]


def test_twins_differ_by_their_overlap() -> None:
    agreement = _agreement({"a": (4, 4), "b": (4, 3)}, {"a": 1, "b": 1})
    twins = Relation("overlap", "a", "b", 2, "impact", Fraction(-9))
    found = _rank(replace(agreement, relations=(twins,)))
    assert [(row, code, values["others"]) for row, code, values in found.differs] == [
        ("b", "overlap", "a")
    ] or found.differs[0][:2] == ("a", "overlap")


def test_reasons_of_rules_and_relations() -> None:
    scores = {"a": (5, 5), "b": (4, 4), "glue": (0, 0)}
    costs = {"a": 600, "b": 400, "glue": 400}
    needs = Relation("requires", "a", "glue", 2)
    found = _rank(_agreement(scores, costs, relations=(needs,)))
    differs = {
        row: (code, values["others"]) for row, code, values in found.differs if "others" in values
    }
    assert differs["glue"] == ("needed_by", "a")
    cap = Rule("one", "all", "", "count", maximum=Fraction(1))
    found = _rank(_agreement(scores, costs, rules=(cap,)))
    assert {row: code for row, code, _ in found.differs} == {"b": "rule"}


def test_a_row_whose_money_does_more_elsewhere() -> None:
    found = _rank(
        _agreement({"a": (4, 5), "b": (3, 1), "c": (3, 1)}, {"a": 1000, "b": 500, "c": 500})
    )
    assert [(row, code) for row, code, _ in found.differs] == [
        ("a", "better_use"),
        ("b", "more_value.money"),
        ("c", "more_value.money"),
    ]
    assert found.differs[0][2]["lines"] == "support"
    assert found.differs[1][2]["name"] == "support"


def test_a_row_that_adds_nothing() -> None:
    agreement = _agreement({"a": (5, 5), "b": (2, 5)}, {"a": 1, "b": 1})
    criteria = (replace(agreement.criteria[0], baseline=Fraction(2)), *agreement.criteria[1:])
    found = _rank(replace(agreement, criteria=criteria))
    assert [(row, code) for row, code, _ in found.differs] == [("b", "adds_nothing")]
