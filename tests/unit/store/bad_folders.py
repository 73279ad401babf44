"""Broken folders: what stands where a file of the agreement should, and the fault to tell."""

from __future__ import annotations

import os
from pathlib import Path


def link_out(folder: Path) -> None:
    (folder.parent / "out.csv").write_text("proposal,line,amount_eur\n")
    (folder / "costs.csv").unlink()
    (folder / "costs.csv").symlink_to("../out.csv")


def link_of_a_folder_out(folder: Path) -> None:
    (folder.parent / "elsewhere").mkdir()
    (folder / "notes").symlink_to(folder.parent / "elsewhere")


def link_to_nothing(folder: Path) -> None:
    (folder / "costs.csv").unlink()
    (folder / "costs.csv").symlink_to("nothing.csv")


def link_loop(folder: Path) -> None:
    (folder / "costs.csv").unlink()
    (folder / "costs.csv").symlink_to("loop.csv")
    (folder / "loop.csv").symlink_to("costs.csv")


def link_to_the_root(folder: Path) -> None:
    (folder / "all").symlink_to("/")


def folder_for_a_file(folder: Path) -> None:
    (folder / "costs.csv").unlink()
    (folder / "costs.csv").mkdir()
    (folder / "costs.csv" / "costs.csv").write_text("proposal")


def folder_for_the_settings(folder: Path) -> None:
    (folder / "agreement.toml").unlink()
    (folder / "agreement.toml").mkdir()


def pipe(folder: Path) -> None:
    os.mkfifo(folder / "waiting.csv")


def odd_name(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/\xe4.csv")).write_text("x")


def backslash(folder: Path) -> None:
    (folder / "a\\b.csv").write_text("x")


def two_lines(folder: Path) -> None:
    (folder / "a\nb.csv").write_text("x")


FOLDERS = [
    (backslash, "a\\b.csv", "name_not_plain"),
    (two_lines, "a\nb.csv", "name_not_plain"),
    (link_out, "costs.csv", "link_outside"),
    (link_of_a_folder_out, "notes", "link_outside"),
    (link_to_the_root, "all", "link_outside"),
    (link_to_nothing, "costs.csv", "link_broken"),
    (link_loop, "costs.csv", "link_broken"),
    (folder_for_a_file, "costs.csv", "file_is_folder"),
    (folder_for_the_settings, "agreement.toml", "file_is_folder"),
    (pipe, "waiting.csv", "not_a_file"),
    (odd_name, "�.csv", "name_not_utf8"),
]
