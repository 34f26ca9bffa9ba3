"""Small policies of invented companies and a checklist, to test matching with."""

from reviewtui.checklists import Checklist, Requirement
from reviewtui.documents import Policy, policy_from_text

ORCHARD = """Orchard & Vane privacy notice

Home
Products
Retention of staff
Our story

What we collect
When you open an account we ask for your name, postal address and telephone number.
Our servers also note the type of browser and the pages that were visited.

Who else sees it
Couriers and payment handlers receive only what their work needs.
We do not sell, rent or trade the details of our customers.

How long we keep it
Order records are retained for seven years after the purchase, as tax law demands.
Everything else is erased once your account has been closed for 90 days.

Reaching us
Write to privacy@orchardvane.example or to 4 Mill Lane, Oxbridge.
"""

PELICAN = """PELICAN FREIGHT: HOW WE TREAT PERSONAL DATA

STORAGE PERIODS
Consignment notes stay in the archive for ten years.
Messages to our help desk are deleted after eighteen months unless a dispute is pending.

SECURITY
Connections are encrypted with TLS and the depot network sits behind a firewall.
No transmission over the internet is ever completely safe, so we cannot guarantee it.

CHOICES
Drivers can ask for a copy of what the dispatch office holds about them.
Wrong entries are corrected within 10 working days.
"""

SILENT = """Tarn Pottery opening hours

The workshop opens at nine and the kiln is fired every second Tuesday.
Visitors can glaze a mug of their own and collect it a week later.
Parking is behind the chapel, next to the old bakery.
"""

RETENTION = Requirement(
    "retention", "Retention period", "Says how long personal data is kept, or how that is decided."
)
SALE = Requirement("sale", "Sale of data", "States whether personal data is sold.")
SECURITY = Requirement("security", "Security", "Describes technical safeguards for personal data.")
CONTACT = Requirement("contact", "Contact", "Gives a way to contact the organisation.")

CHECKLIST = Checklist("sample", "Sample", (RETENTION, SALE, SECURITY, CONTACT))


def checklist(*requirements: Requirement, language: str = "en") -> Checklist:
    return Checklist("sample", "Sample", requirements, language=language)


def orchard() -> Policy:
    return policy_from_text(ORCHARD, "orchard")


def pelican() -> Policy:
    return policy_from_text(PELICAN, "pelican")


def silent() -> Policy:
    return policy_from_text(SILENT, "tarn")


def span(policy: Policy, words: str) -> tuple[int, int]:
    """Where `words` stand in the policy."""
    start = policy.text.index(words)
    return start, start + len(words)
