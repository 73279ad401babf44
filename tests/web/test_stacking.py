"""Wide tables become lists on a phone, and stay tables to a screen reader."""

from __future__ import annotations

import re

from salkku.web.ui.templatetags.stacking import stacked

HEADS = (
    '<thead><tr><th scope="col">Id</th>'
    '<th scope="col" class="n"><a href="?sort=a">A &amp; "q" ▲</a></th>'
    '<th scope="col">B<span class="hidden-visually"> up</span></th></tr></thead>'
)
BODY = (
    '<tbody><tr class="x"><th scope="row">r</th><td class="n">1</td><td>2</td></tr>'
    '<tr><th scope="row">s</th><td colspan="2">none</td></tr></tbody>'
)
FOOT = '<tfoot><tr><th scope="row">sum</th><td class="n">1</td><td>2</td></tr></tfoot>'
TABLE = f'<table class="dense">{HEADS}{BODY}{FOOT}</table>'


def test_each_cell_is_told_its_head_and_the_rows_keep_their_roles() -> None:
    told = stacked(TABLE)
    assert told.startswith('<table class="dense stacks" role="table"><thead role="rowgroup">')
    assert '<td role="cell" data-head="A &amp; &quot;q&quot;" class="n">1</td>' in told
    assert '<td role="cell" data-head="B">2</td>' in told
    assert '<td role="cell" colspan="2">none</td>' in told, "a cell across heads has none"
    assert len(re.findall(r'role="row"', told)) == 4
    assert len(re.findall(r'role="rowgroup"', told)) == 3
    assert '<tr role="row" class="x">' in told
    bare = re.sub(r' (role|data-head)="[^"]*"', "", told).replace(" stacks", "")
    assert bare == TABLE, "nothing else changes"


def test_what_is_narrow_laid_out_otherwise_or_already_stacked_is_left() -> None:
    narrow = TABLE.replace('<th scope="col">B<span class="hidden-visually"> up</span></th>', "")
    for table in (narrow, TABLE.replace("dense", "matrix"), f"<p>{BODY}</p>", stacked(TABLE)):
        assert stacked(table) == table


def test_tables_one_after_the_other_are_each_their_own() -> None:
    told = stacked(TABLE + "<p>between</p>" + TABLE.replace(">A ", ">C "))
    assert told.count('data-head="A ') == told.count('data-head="C ') == 2


def test_a_head_across_columns_is_told_once_and_moves_the_others() -> None:
    heads = '<thead><tr><th>Id</th><th colspan="2">Index</th><th>Cost</th></tr></thead>'
    row = "<tbody><tr><th>r</th><td>1</td><td>2</td><td>3</td></tr></tbody>"
    told = stacked(f"<table>{heads}{row}</table>")
    assert '<td role="cell" data-head="Index">1</td><td role="cell">2</td>' in told
    assert '<td role="cell" data-head="Cost">3</td>' in told
