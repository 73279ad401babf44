"""Label setting without the compiled kernel, whatever is installed: the twin it is checked by."""

from __future__ import annotations

from salkku.optimise.algorithms.label_setting import LabelSetting

__all__ = ["make"]


def make() -> LabelSetting:
    """Open the algorithm."""
    return LabelSetting(name="label-setting-plain", compiled=False)
