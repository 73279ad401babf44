"""Tell on standard error of long work on loaded projects: reading them, making their vectors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from salkku.cli.screen import say_progress
from salkku.cli.wording import Wording

__all__ = ["telling"]


WITHOUT = ("without_analyser", "without_tables", "without_meaning", "not_kept")
"""What a comparison may have to go without, besides some vectors."""


def telling(folder: Path, language: str) -> Callable[[str, int, int], None]:
    """Give what is told of long work.

    Parameters
    ----------
    folder
        The folder, for the command that would do the rest.
    language
        The reader's.
    """
    words, lacks = Wording(language), Wording(language, "similar")

    def told(kind: str, done: int, count: int) -> None:
        if kind == "reading":
            say_progress(words.say("reading_projects", count=count))
        elif kind == "embedding":
            say_progress(words.say("embedding", done=done, count=count))
        elif kind in WITHOUT:
            say_progress(lacks.say(kind))
        elif kind == "without_vectors":
            command = f"salkku similar {folder} --embed --text …"
            say_progress(words.say("vectors_held", held=done, count=count, command=command))

    return told
