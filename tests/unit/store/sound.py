"""A small agreement without a fault, with every table of the format."""

from __future__ import annotations

from salkku.domain.dossier import Dossier

SETTINGS = """\
[agreement]
id = "small"
name = { fi = "Pieni", sv = "Liten", en = "Small" }
period = ["2026-01", "2029-12"]

[[parties]]
id = "espoo"
name = { fi = "Espoo", sv = "Esbo", en = "Espoo" }
role = "lead"

[[parties]]
id = "vantaa"

[[focus_areas]]
id = "urban"

[[focus_areas]]
id = "health"

[[methods]]
id = "testbeds"

[[criteria]]
id = "impact"
scale = [0, 5]
kind = "content"
baseline = 2.5
size = "euro"
size_unit = 250000

[[criteria]]
id = "fit"
scale = [1, 5]
party = "espoo"

[[criteria]]
id = "ready"
scale = [0, 1]
kind = "general"
threshold = 1

[[goals]]
id = "e1"
party = "espoo"
from = "2026-01"
to = "2027-12"

[[preferences]]
kind = "rank"
order = ["impact", "fit"]

[[preferences]]
kind = "interval"
criterion = "fit"
low = 0.2
high = 0.5
party = "espoo"

[[preferences]]
kind = "at_least"
left = "impact"
right = "fit"
times = 1.5
party = "vantaa"

[weights]
impact = 0.6
fit = 0.4

[continuation]
running = 0.4

[continuation.persistence]
none = [0.0, 0.3]
spoken = [0.2, 0.4]
letter = [0.4, 0.7]
signed = [0.6, 0.9]
budgeted = [0.8, 1.0]

[repair]
euro = 1

[time]
loss_per_year = 0.03
"""

FILES: dict[str, str] = {
    "agreement.toml": SETTINGS,
    "proposals.csv": (
        "id,status,name_fi,lead,focus_area,methods,parties,call,level_of,duration_months,start,"
        "earliest_start,latest_start,tags,needs,goals,reach,anyway_low,anyway_high,"
        "testbeds,develops\n"
        "a,proposal,Yksi,espoo,urban:0.7;health:0.3,testbeds,espoo,c1,,24,,2027-01,2027-06,x;y,n1,e1,500,0.1,0.3,t1:2,\n"
        "b,proposal,Kaksi,vantaa,urban,testbeds,espoo;vantaa,c1,,12,,,,,,,,,,,\n"
        "c,running,Kolme,espoo,health,,espoo,,,36,2026-01,,,,,,,,,, t1 ; t1:3\n"
        "b2,proposal,Kaksi pieni,vantaa,urban,testbeds,vantaa,c1,b,12,,,,,,,,,,,\n"
    ),
    "budgets.csv": (
        "line,limit_eur,fund,party,from,to,carry\n"
        "eu,1000000,ERDF,,,,\n"
        "own,200000.50,own,espoo,2027-H1,2027-H2,yes\n"
    ),
    "costs.csv": (
        "proposal,line,amount_eur,half_year\na,eu,300000,0\na,own,100000.25,\nb,eu,200000,1\n"
    ),
    "scores.csv": (
        "proposal,criterion,low,high,assessor,confidence,comment\n"
        'a,impact,3,4,a1,,"good, sound"\n'
        "a,impact,2.5,,a2,,\n"
        "b,impact,3,3,a1,,\n"
        "b,fit,,,a1,,not scored\n"
    ),
    "relations.csv": (
        "kind,from,to,criterion,value,lag_months\n"
        "requires,a,b,,,6\n"
        "synergy,a,c,impact,0.5,\n"
        "overlap,b,c,fit,-0.25,\n"
        "excludes,a,b,,,\n"
    ),
    "rules.csv": (
        "id,category,member,measure,min,max,from,to\n"
        "r1,focus_area,health,count,1,,,\n"
        "r2,party,espoo,share,0.2,0.8,,\n"
        "r3,all,all,eur,,900000.50,2027-H1,2028-H1\n"
        "r4,tag,x,effort_pm,0,12.5,,\n"
    ),
    "organisations.csv": "id,name,aliases,carry_eur_per_year\no1,Aalto,TKK;HSE,100\n",
    "participations.csv": "proposal,organisation,role,city,share_eur\na,o1,lead,Espoo,100\n",
    "links.csv": (
        "name,country,other,other_country,verdict,from,decided,note\n"
        "TKK,FI,Aalto,FI,became,2010-01,2026-11-24,one foundation\n"
        "Aalto,,Aalto University,,same,,2026-11-24,\n"
        "Aalto,FI,Aaltopuu Oy,,apart,,,timber\n"
    ),
    "benefits.csv": "proposal,party,role,share_low,share_high\na,espoo,lead,0.5,0.7\n",
    "needs.csv": "id,party,unit,need_fi,from,to\nn1,espoo,museo,Tila,2026-01,2027-01\n",
    "results.csv": "id,proposal,name_fi,kind,need,main\na.1,a,Palvelu,service,n1,yes\n",
    "commitments.csv": (
        "proposal,organisation,result,carries_on_as,money_eur_per_year,from,level,evidence\n"
        "a,o1,a.1,service,20000,2029-01,signed,letter\n"
    ),
    "projects.csv": (
        "id,name_fi,scope,source,as_of,focus_area,methods,parties,start,end,total_eur\n"
        "p1,Vanha,steered,page,2026-01-01,urban,testbeds,espoo,2023-04-01,2026-02,695015\n"
    ),
    "fit.csv": (
        "proposal,project,relation,share,reason,evidence,by,as_of\n"
        "a,p1,continues,0.5,Same results,page,group,2026-11-24\n"
    ),
    "calls.csv": (
        "id,name_fi,opens,closes,earliest_decision,threshold_share,earmarks,focus_areas,line\n"
        "c1,Haku,2026-10-01,2027-01-15,2027-06,0.6,health:700000;urban:500000,urban;health,eu\n"
    ),
    "events.csv": "id,name,kind,month\nv1,Loppu,ends,2027-09\n",
    "testbeds.csv": "id,name_fi,owner,place,capacity,party\nt1,Kera,Espoo,Kera,3,espoo\n",
    "indicators.csv": "id,proposal,code,name_fi,baseline,target\ni1,a,RCO01,Yritykset,0,20\n",
    "actuals.csv": "indicator,date,value,source\ni1,2027-06-30,7,report\n",
}


def dossier(**changed: str | bytes) -> Dossier:
    """The sound agreement with some files changed, named with ``__`` for the dot."""
    files: dict[str, bytes] = {path: text.encode() for path, text in FILES.items()}
    for name, content in changed.items():
        path = name.replace("__", ".")
        files[path] = content.encode() if isinstance(content, str) else content
    return Dossier(files)
