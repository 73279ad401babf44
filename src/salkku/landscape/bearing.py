"""Which projects lie in a direction: what each says and the concepts it names, made one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from salkku.text import Postings, senses

__all__ = ["Nearness", "blend", "spoken", "unit"]

_CONCEPTS_PULL = 0.7
_COUNTED_MOST = 3


class Nearness:
    """Directions of some projects.

    Parameters
    ----------
    numbers
        The projects that have one, ascending.
    directions
        A row of length 1 for each.
    middle
        What all texts have in common; a text that is compared leaves it out.

    Attributes
    ----------
    middle
        As given.

    Examples
    --------
    >>> nobody = np.zeros((0, 384), dtype=np.float32)
    >>> Nearness(np.zeros(0, dtype=np.int64), nobody, np.zeros(384, dtype=np.float32)).held
    0
    """

    def __init__(
        self,
        numbers: NDArray[np.int64],
        directions: NDArray[np.float32],
        middle: NDArray[np.float32],
    ) -> None:
        self._numbers = numbers
        self._directions = directions
        self.middle = middle

    @property
    def held(self) -> int:
        """How many projects have a vector."""
        return len(self._numbers)

    def nearest(self, direction: NDArray[np.float32], limit: int) -> list[int]:
        """Rank the projects by nearness to a direction.

        Only the order is used, never its size, which is no scale.

        Parameters
        ----------
        direction
            As ``ask`` gives it.
        limit
            Most projects.

        Returns
        -------
        list of int
            Numbers of projects, the nearest first; equal ones by their number.

        Examples
        --------
        >>> one = np.eye(1, 384, dtype=np.float32)
        >>> Nearness(np.array([7]), one, np.zeros(384, dtype=np.float32)).nearest(one[0], 5)
        [7]
        """
        near = self._directions @ direction
        order = np.argsort(-near, kind="stable")[:limit]
        found: list[int] = self._numbers[order].tolist()
        return found

    def among(self, numbers: Sequence[int]) -> NDArray[np.float32]:
        """Give how near some projects are to each other.

        Parameters
        ----------
        numbers
            Numbers of projects.

        Returns
        -------
        array
            A row and a column for each; zeros where one has no vector.

        Examples
        --------
        >>> one = np.eye(1, 384, dtype=np.float32)
        >>> near = Nearness(np.array([7]), one, np.zeros(384, dtype=np.float32))
        >>> near.among([7, 8]).tolist()
        [[1.0, 0.0], [0.0, 0.0]]
        """
        asked = np.asarray(numbers, dtype=np.int64)
        places = np.minimum(np.searchsorted(self._numbers, asked), max(self.held - 1, 0))
        if not self.held or not len(asked):
            return np.zeros((len(asked), len(asked)), dtype=np.float32)
        held = (self._numbers[places] == asked)[:, np.newaxis]
        rows = np.where(held, self._directions[places], np.float32(0))
        near: NDArray[np.float32] = rows @ rows.T
        return near

    def towards(
        self, direction: NDArray[np.float32], numbers: Sequence[int], *, step: float
    ) -> NDArray[np.float32]:
        """Turn a direction towards projects that were found, the first ones most (Rocchio 1971).

        Parameters
        ----------
        direction
            A direction.
        numbers
            Projects, the likest first; those without a vector are left out.
        step
            How far.

        Returns
        -------
        array of shape (384,)

        Examples
        --------
        >>> nobody = np.zeros((0, 384), dtype=np.float32)
        >>> none = Nearness(np.zeros(0, dtype=np.int64), nobody, np.zeros(384, dtype=np.float32))
        >>> float(none.towards(np.eye(1, 384, dtype=np.float32)[0], [3], step=1.0)[0])
        1.0
        """
        turned = np.zeros_like(direction)
        for rank, number in enumerate(numbers, start=1):
            place = int(np.searchsorted(self._numbers, number))
            if place < self.held and self._numbers[place] == number:
                turned += self._directions[place] / rank
        return unit(direction + step * unit(turned))


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give vectors the length 1; those of no length stay.

    Parameters
    ----------
    vectors
        One or a row for each.

    Returns
    -------
    array

    Examples
    --------
    >>> unit(np.array([3.0, 4.0])).tolist()
    [0.6, 0.8]
    """
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    made: NDArray[np.float32] = (vectors / np.maximum(lengths, 1e-9)).astype(vectors.dtype)
    return made


def spoken(concepts: Postings, weigh: Callable[[str], float]) -> NDArray[np.float32]:
    """Give the direction of the concepts that each project names, rare ones more.

    Parameters
    ----------
    concepts
        Which project names which concept, and how often.
    weigh
        How much a concept tells, not negative.

    Returns
    -------
    array
        A row of length 1 for each project; zeros where it names none.

    Examples
    --------
    >>> spoken(Postings.of([["drone"], []]), lambda concept: 1.0).any(axis=1).tolist()
    [True, False]
    """
    known = senses()
    made = np.zeros((len(concepts.lengths), known.vectors.shape[1]), dtype=np.float32)
    for code in concepts.words:
        if code in known.place:
            numbers, counts = concepts.texts(code)
            often = weigh(code) * np.sqrt(np.minimum(counts, _COUNTED_MOST)).astype(np.float32)
            made[numbers] += often[:, np.newaxis] * known.vectors[known.place[code]]
    return unit(made)


def blend(
    vectors: NDArray[np.float32], named: NDArray[np.float32], middle: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Give the directions of projects: of what each says, pulled by the concepts that it names.

    What all have in common is taken away first, so that the rest tells them apart (Mu, Viswanath
    2018). A model this small sees languages before meanings in a short name; the concepts do not.

    Parameters
    ----------
    vectors
        Of the texts that stand for the projects.
    named
        As :func:`spoken` gives it, a row for each.
    middle
        What all texts have in common.

    Returns
    -------
    array
        Rows of length 1.

    Examples
    --------
    >>> one = np.eye(1, 384, dtype=np.float32)
    >>> bool(np.allclose(blend(one, one, np.zeros(384, dtype=np.float32)), one))
    True
    """
    return unit(unit(vectors - middle) + _CONCEPTS_PULL * named)
