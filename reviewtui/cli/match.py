"""`reviewtui match`: the candidates for every policy and requirement, without a terminal."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reviewtui.characters import visible
from reviewtui.cli.options import (
    checklist_option,
    completes,
    format_option,
    lessons_option,
    no_cache_option,
    policies_argument,
    policies_option,
    project_or_error,
    together,
)
from reviewtui.cli.output import note_unread, width, write, write_json_line
from reviewtui.errors import InputError, cannot_read, unknown_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reviewtui.checklists import Checklist, Requirement
    from reviewtui.documents import Policy
    from reviewtui.matching import Candidate, Matcher
    from reviewtui.projects import Project


@click.command("match")
@policies_argument
@checklist_option
@lessons_option
@policies_option
@no_cache_option
@click.option(
    "--requirement",
    "wanted",
    metavar="ID",
    multiple=True,
    shell_complete=completes("requirements"),
    help="Only this one; may be repeated.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=10,
    show_default=True,
    help="At most so many passages a requirement.",
)
@click.option("--no-learning", is_flag=True, help="Rank without what the review teaches.")
@format_option("text", "json")
def command(
    *,
    policies: tuple[Path, ...],
    checklist: Path | None,
    review: Path | None,
    policies_folder: Path | None,
    wanted: tuple[str, ...],
    limit: int,
    no_learning: bool,
    output_format: str,
) -> None:
    """Print the passages of policies that may answer each requirement of a checklist.

    The same candidates as in the app. With -r, what was accepted and rejected in that review
    improves them, as it does there. With both POLICY and --policies, both count. With --format
    json, one line for every policy and requirement.

    \b
    Example:
      reviewtui match policies -c checklists/vendor-privacy.toml --requirement retention
    """
    if review is not None:
        _check_there(review)
    paths = together(policies, policies_folder)
    project = project_or_error(paths, checklist, review)
    requirements = _requirements(project.checklist, wanted)
    matcher = _matcher(project, learning=review is not None and not no_learning)
    loaded, problems, named = _loaded(project, paths)
    if named or not loaded:  # all bad input is told before anything is printed
        raise InputError(*problems)
    for note in project.notes:
        sys.stderr.write(f"{note}\n")
    for policy in loaded:
        note_unread(policy)
    for policy in loaded:
        for requirement in requirements:
            candidates = matcher.rank(policy, requirement.id, limit=limit)
            if output_format == "json":
                write_json_line(as_json(policy, requirement, candidates))
            else:
                write("\n".join(as_text(policy, requirement, candidates, width())) + "\n")
    if problems:
        raise InputError(*problems)


def _loaded(project: Project, paths: Sequence[Path]) -> tuple[list[Policy], list[str], bool]:
    """The policies that can be read, a line for each that cannot, and whether `paths` names one
    of those: what is wrong with one in a folder keeps nobody from the others."""
    from reviewtui.documents import load_policy

    loaded: list[Policy] = []
    problems: list[str] = []
    named = False
    for file in project.policies:
        try:
            loaded.append(load_policy(file.path, id=file.id))
        except InputError as error:
            problems.extend(error.lines)
            named |= file.path in paths
    return loaded, problems, named


def _check_there(review: Path) -> None:
    """Raises InputError where there is no such review: elsewhere a new one would be begun."""
    try:
        review.stat()
    except OSError as error:
        raise cannot_read(review, error) from None


def _requirements(checklist: Checklist, wanted: tuple[str, ...]) -> tuple[Requirement, ...]:
    unknown = [name for name in wanted if name not in checklist.by_id]
    if unknown:
        where = f'the checklist "{checklist.id}"'
        lines = [
            unknown_id("--requirement", one, checklist.by_id, where).lines[0] for one in unknown
        ]
        raise InputError(*lines)
    if not wanted:
        return checklist.requirements
    return tuple(one for one in checklist.requirements if one.id in wanted)


def _matcher(project: Project, *, learning: bool) -> Matcher:
    from reviewtui.matching import Matcher

    matcher = Matcher(project.checklist, learning=learning)
    if learning and project.opened is not None:
        from reviewtui.reviews import teach

        teach(matcher, project.opened.review)
    return matcher


def as_json(
    policy: Policy, requirement: Requirement, candidates: list[Candidate]
) -> dict[str, Any]:
    """One line of `--format json` (docs/commands.md describes it)."""
    return {
        "policy": policy.id,
        "requirement": requirement.id,
        "candidates": [
            {
                "start": one.start,
                "end": one.end,
                "text": one.text,
                "score": one.score,
                "strength": str(one.strength),
                "why": list(one.why),
                "highlights": [list(span) for span in one.highlights],
                "around": [list(span) for span in one.around],
            }
            for one in candidates
        ],
    }


def as_text(
    policy: Policy, requirement: Requirement, candidates: list[Candidate], columns: int
) -> Iterator[str]:
    """The candidates for eyes: hidden characters are visible, lines fit into `columns`."""
    yield visible(f"{policy.id}  {requirement.id}: {requirement.title}")
    if not candidates:
        yield "  no candidate"
    for number, one in enumerate(candidates, 1):
        why = visible("; ".join(one.why))
        yield f"  {number}. {one.strength} {one.score:.2f}  {one.start}-{one.end}  {why}".rstrip()
        words = visible(" ".join(one.text.split()))
        yield from textwrap.wrap(
            words, columns - 1, initial_indent="     ", subsequent_indent="     "
        )
    yield ""
