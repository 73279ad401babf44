"""Folders that are odd but right: every question gets an answer, never a stop."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.unit.store.sound import FILES

from salkku.cli.main import main

ONE = '[agreement]\nid = "g"\n[[criteria]]\nid = "a"\nscale = [0, 5]\n'
NONE = '[agreement]\nid = "g"\n'
GATE = ONE + 'kind = "general"\nthreshold = 1\n'
TWO = "id,status\np,proposal\nq,proposal\n"
CONTINUED = FILES["agreement.toml"].split("[continuation]")[1].split("[repair]")[0]

ODD: dict[str, dict[str, str]] = {
    "no rows": {"proposals.csv": "id,status\n"},
    "no row competes": {"proposals.csv": "id,status\np,idea\nq,rejected\nr,ended\n"},
    "no criterion": {"agreement.toml": NONE},
    "only a gate": {"agreement.toml": GATE},
    "one committed row": {"proposals.csv": "id,status\np,committed\n"},
    "weight on nothing that is scored": {
        "agreement.toml": ONE + '[[criteria]]\nid = "b"\nscale = [0, 5]\n[weights]\nb = 1\n'
    },
    "relations to rows that do not compete": {
        "proposals.csv": "id,status\np,proposal\nq,ended\nr,rejected\ns,idea\n",
        "relations.csv": "kind,from,to,criterion,value\nrequires,p,q,,\nexcludes,p,r,,\n"
        "synergy,p,s,a,1\ntogether,p,q,,\n",
    },
    "a relation that cannot be met": {
        "proposals.csv": "id,status\np,running\nr,rejected\n",
        "relations.csv": "kind,from,to\nrequires,p,r\n",
    },
    "committed rows against each other": {
        "proposals.csv": "id,status\np,running\nq,committed\n",
        "relations.csv": "kind,from,to\nexcludes,p,q\ntogether,p,q\n",
    },
    "euros without costs": {
        "agreement.toml": ONE + 'size = "euro"\n',
        "scores.csv": "proposal,criterion,low,high\np,a,1,5\n",
    },
    "reach without reach": {
        "agreement.toml": ONE + 'size = "reach"\n',
        "scores.csv": "proposal,criterion,low,high\np,a,1,5\n",
    },
    "a line of nothing": {
        "budgets.csv": "line,limit_eur\nx,0\n",
        "costs.csv": "proposal,line,amount_eur\np,x,0\nq,x,5\n",
    },
    "a share of nothing": {"rules.csv": "id,category,member,measure,min\nr,tag,t,share,0.5\n"},
    "two fixed levels": {
        "proposals.csv": "id,status,level_of\np,committed,\np2,proposal,p\np3,running,p\n"
    },
    "a level of a rejected row": {
        "proposals.csv": "id,status,level_of\np,rejected,\np2,proposal,p\n",
        "scores.csv": "proposal,criterion,low,high\np,a,3,\n",
    },
    "more than there are": {"rules.csv": "id,category,member,measure,min\nr,all,all,count,9\n"},
    "ids of any marks": {
        "proposals.csv": 'id,status,name_fi\n<b>ä,proposal,<script>\n"x,y;z",proposal,{a}\n'
    },
    "twenty decimals": {
        "scores.csv": "proposal,criterion,low,high\np,a,0.12345678901234567890,4.9\nq,a,3.3,\n"
    },
    "a thousand million millions": {
        "budgets.csv": "line,limit_eur\nx,999999999999999\n",
        "costs.csv": "proposal,line,amount_eur\np,x,999999999999998.99\nq,x,0.01\n",
    },
    "continuation without commitments": {
        "agreement.toml": ONE + "[continuation]" + CONTINUED,
    },
}
QUESTIONS = ("check", "solve", "robust", "near", "rank", "coverage", "week", "repair")


@pytest.mark.parametrize("name", ODD)
def test_every_question_is_answered(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for file, text in {"agreement.toml": ONE, "proposals.csv": TWO, **ODD[name]}.items():
        (tmp_path / file).write_text(text, "utf-8")
    for question in QUESTIONS:
        code = main([question, str(tmp_path), "--json"])
        answer = json.loads(capsys.readouterr().out)
        assert code == 0 or (code == 3 and answer["status"] == "infeasible"), (question, answer)
