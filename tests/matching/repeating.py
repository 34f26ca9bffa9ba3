"""The candidates of one policy as text, to compare between runs.

python -m tests.matching.repeating
"""

import sys
from collections.abc import Sequence

from reviewtui.documents import Policy
from reviewtui.matching import Matcher
from tests.matching.samples import CHECKLIST, orchard, pelican, silent, span

SAID = (  # a policy, the words accepted, the words rejected
    (pelican(), "Consignment notes stay in the archive for ten years.", "SECURITY"),
    (silent(), "", "Parking is behind the chapel"),
    (orchard(), "Everything else is erased", "Products"),
)


def taught(*, reverse: bool = False) -> Matcher:
    """A matcher with a few verdicts, given in one order or the other."""
    matcher = Matcher(CHECKLIST)
    for policy, right, wrong in SAID[::-1] if reverse else SAID:
        accepted = [span(policy, right)] if right else []
        matcher.learn(policy, "retention", accepted, [span(policy, wrong)])
    return matcher


def shown(matcher: Matcher, policies: Sequence[Policy]) -> str:
    """Everything that is shown for the sample policy when all of `policies` are ranked."""
    found = {p.id: [repr(matcher.rank(p, r.id)) for r in CHECKLIST.requirements] for p in policies}
    return "\n".join(found["orchard"])


if __name__ == "__main__":
    sys.stdout.write(shown(taught(), [orchard()]))
