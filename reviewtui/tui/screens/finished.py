"""What is shown when nothing is left to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewtui.reviews import Verdict
from reviewtui.tui.glyphs import VERDICT_GLYPHS, VERDICT_STYLES

if TYPE_CHECKING:
    from reviewtui.session.desk import Desk


def finished_rows(desk: Desk) -> list[tuple[str, str, str]]:
    """Rows for a `Listing`: the sums, then a line a policy."""
    overall = desk.progress()
    rows = [
        ("title", "", f"Every requirement is decided: {overall.decided} of {overall.total}."),
        ("quiet", "", ""),
    ]
    for verdict in Verdict:
        count = overall.verdicts.get(verdict, 0)
        if count:
            text = f"{VERDICT_GLYPHS[verdict]} {count:>4}  {verdict}"
            rows.append((VERDICT_STYLES[verdict], "", text))
    rows.append(("quiet", "", ""))
    for policy in desk.policy_ids:
        here = desk.progress(policy)
        sums = ", ".join(
            f"{here.verdicts[verdict]} {verdict}"
            for verdict in Verdict
            if here.verdicts.get(verdict)
        )
        rows.append(("quiet", "", f"{policy}: {sums}"))
    rows += [
        ("quiet", "", ""),
        ("quiet", "", "Escape goes back to the last requirement: look again with j k [ ], take"),
        ("quiet", "", "back with u, or quit with q. It is all in the review file."),
    ]
    return rows
