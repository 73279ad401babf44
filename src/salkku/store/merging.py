"""How staged rows join a table: nothing twice, nothing overwritten, the latest issue current."""
# ruff: noqa: S608 - every name in these statements comes from the schema, never from a person

from __future__ import annotations

from salkku.store.schema import Table

__all__ = ["statements"]

_LOWEST = "DATE '0001-01-01'"


def statements(shape: Table, staged: str) -> tuple[str, ...]:
    """Write the statements that merge staged rows into a table.

    Parameters
    ----------
    shape
        The table.
    staged
        Name of the staged rows: the table's own columns, ``source``, ``as_of`` and ``snapshot``.

    Returns
    -------
    tuple of str
        To be carried out in order, in one transaction.

    Examples
    --------
    >>> from salkku.store.schema import table
    >>> len(statements(table("topics"), "staged"))
    6
    """
    return (
        _digested(shape, staged),
        _sighted(shape),
        _incoming(shape),
        _newer(shape),
        _retire(shape),
        _insert(shape),
    )


def _same_group(shape: Table, left: str, right: str) -> str:
    return f"{left}.source = {right}.source" + "".join(
        f' AND {left}."{name}" IS NOT DISTINCT FROM {right}."{name}"' for name in shape.group
    )


def _grouped(shape: Table, prefix: str = "") -> str:
    return ", ".join(f'{prefix}"{name}"' for name in ("source", *shape.group))


def _digested(shape: Table, staged: str) -> str:
    """Give each staged row its digest, which takes an empty cell and an unknown one alike."""
    parts = ", ".join(f"coalesce(CAST(\"{name}\" AS VARCHAR), '')" for name in shape.names)
    return f"""
        CREATE OR REPLACE TEMP TABLE digested AS
        SELECT *, coalesce(as_of, {_LOWEST}) AS issued,
               sha256(concat_ws(chr(31), {parts})) AS digest
        FROM "{staged}"
        """


def _sighted(shape: Table) -> str:
    """Remember which file held which rows, also where the rows are held already."""
    mark = "CAST('0x' || left(digest, 15) AS BIGINT)"
    own = f"SELECT DISTINCT source, '{shape.name}' AS part, snapshot, {mark} AS mark FROM digested"
    return f"""
        INSERT INTO sightings SELECT * FROM ({own}) s WHERE NOT EXISTS (
            SELECT 1 FROM sightings t WHERE t.source = s.source AND t.part = s.part
            AND t.snapshot = s.snapshot AND t.mark = s.mark)
        ORDER BY snapshot, mark
        """


def _incoming(shape: Table) -> str:
    """Stage each distinct row once; those of its group's latest issue lead.

    Where the group is the whole key, one row leads, the one that knows most: two files of one day
    that disagree do not make two projects of one.
    """
    group = _grouped(shape)
    told = " + ".join(f"""CAST("{name}" IS NOT NULL AS INTEGER)""" for name in shape.names)
    one = f"row_number() OVER (PARTITION BY {group} ORDER BY issued DESC, {told} DESC, digest) = 1"
    return f"""
        CREATE OR REPLACE TEMP TABLE incoming AS
        SELECT *, issued = latest AND {one if shape.key == shape.group else "true"} AS leads
        FROM (
            SELECT *, max(issued) OVER (PARTITION BY {group}) AS latest FROM digested
            QUALIFY row_number() OVER (
                PARTITION BY {group}, digest ORDER BY issued DESC, snapshot) = 1)
        """


def _newer(shape: Table) -> str:
    """Find the groups whose staged issue is at least as late as what is held."""
    return f"""
        CREATE OR REPLACE TEMP TABLE newer AS
        SELECT DISTINCT {_grouped(shape, "s.")} FROM incoming s LEFT JOIN (
            SELECT {_grouped(shape)}, max(coalesce(as_of, {_LOWEST})) AS issued
            FROM "{shape.name}" WHERE current GROUP BY ALL) t
        ON {_same_group(shape, "s", "t")}
        WHERE t.source IS NULL OR s.latest >= t.issued
        """


def _retire(shape: Table) -> str:
    """Keep, but no longer as current, what the later issue says otherwise."""
    return f"""
        UPDATE "{shape.name}" AS t SET current = false WHERE current
        AND EXISTS (SELECT 1 FROM newer n WHERE {_same_group(shape, "n", "t")})
        AND NOT EXISTS (
            SELECT 1 FROM incoming s WHERE {_same_group(shape, "s", "t")}
            AND s.digest = t.digest AND s.leads)
        """


def _insert(shape: Table) -> str:
    """Add what is not held: current in a newer issue, else as an earlier saying."""
    own = ", ".join(f'"{name}"' for name in shape.names)
    return f"""
        INSERT INTO "{shape.name}" (source, as_of, snapshot, digest, current, {own})
        SELECT source, as_of, snapshot, digest, fresh, {own} FROM (
            SELECT s.*, EXISTS (
                SELECT 1 FROM newer n WHERE {_same_group(shape, "n", "s")}
            ) AND s.leads AS fresh
            FROM incoming s) s
        WHERE NOT EXISTS (
            SELECT 1 FROM "{shape.name}" t WHERE {_same_group(shape, "s", "t")}
            AND t.digest = s.digest AND (t.current OR NOT s.fresh))
        ORDER BY digest
        """
