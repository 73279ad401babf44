"""What the sources say: news since a day, and the sayings about one project."""

from __future__ import annotations

from typing import Annotated

import typer

from salkku.cli.answer import Answer
from salkku.cli.language import language_of
from salkku.cli.options import AsJson, Folder, Lang, day_of

__all__ = ["facts", "news"]


def news(
    folder: Folder,
    since: Annotated[
        str, typer.Option("--since", metavar="DATE", help="Issues of later days tell news.")
    ],
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="The last day; else every issue.")
    ] = None,
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """Tell what changed between the dated issues of the loaded sources.

    Vanished means that a later issue of the same file does not have it any more.
    """
    from datetime import date

    from salkku import workbench
    from salkku.cli import watching
    from salkku.workbench.objects.watching import news_object

    day = day_of("--since", since) or date.min
    found = workbench.news(folder, since=day, until=day_of("--until", until))
    return Answer(
        news_object(found, since=day),
        lambda: watching.news_view(found, language=language_of(lang)),
    )


def facts(
    folder: Folder,
    project: Annotated[
        str, typer.Argument(metavar="SOURCE:ID", help="A loaded project, as cordis:101191725.")
    ],
    json: AsJson = False,
    lang: Lang = None,
) -> Answer:
    """List what every loaded file says of a project, contradictions side by side."""
    from salkku import workbench
    from salkku.cli import watching
    from salkku.workbench.objects.watching import facts_object

    found = workbench.facts(folder, project=project)
    return Answer(
        facts_object(project, found),
        lambda: watching.facts_view(project, found, language=language_of(lang)),
    )
