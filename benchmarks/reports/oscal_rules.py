"""What assessment results of OSCAL 1.2.1 have to be, as far as ours make use of it.

`SCHEMA` has the fields that the model requires, and of the others those that ours has; the data
types are those of https://pages.nist.gov/OSCAL/reference/datatypes/ (a token without the letters
beyond ASCII, which ours has none of). `check_oscal` adds what the model's constraints say.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from benchmarks.reports.gfm import every, parser
from benchmarks.reports.shapes import a_list, an_object
from reviewtui.characters import HIDDEN, visible
from reviewtui.reviews.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema.protocols import Validator

    from reviewtui.reports import Finding, Report

UUID = {
    "type": "string",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[45][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
}
TOKEN = {"type": "string", "pattern": r"^[A-Za-z_][A-Za-z0-9._-]*$"}
STRING = {"type": "string", "pattern": r"^\S(.*\S)?$", "not": {"pattern": "\n"}}
TITLE = {"type": "string", "pattern": r"\S", "not": {"pattern": "\n"}}
MARKUP = {"type": "string", "pattern": r"\S"}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
HREF = {"type": "string", "pattern": r"^(#|file:///)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"}
PROPS = a_list(
    an_object({"name": TOKEN, "ns": {"const": "urn:reviewtui:oscal"}, "value": STRING}), minItems=1
)
SELECTION = an_object(
    {"description": MARKUP},
    **{
        "include-controls": a_list(an_object({"control-id": TOKEN}), minItems=1),
        "include-all": {"const": {}},
        "remarks": MARKUP,
    },
) | {"oneOf": [{"required": ["include-controls"]}, {"required": ["include-all"]}]}
ACTOR = an_object({"type": {"const": "party"}, "actor-uuid": UUID, "role-id": TOKEN})
ORIGINS = a_list(an_object({"actors": a_list(ACTOR, minItems=1)}), minItems=1)
OBSERVATION = an_object(
    {
        "uuid": UUID,
        "description": MARKUP,
        "methods": {"const": ["EXAMINE"]},
        "types": {"const": ["finding"]},
        "origins": ORIGINS,
        "subjects": a_list(
            an_object({"subject-uuid": UUID, "type": {"const": "resource"}}), minItems=1
        ),
        "collected": TIME,
    },
    **{
        "relevant-evidence": a_list(
            an_object({"href": HREF, "description": MARKUP, "props": PROPS}, remarks=MARKUP),
            minItems=1,
        )
    },
)
STATUS = an_object(
    {
        "state": {"enum": ["satisfied", "not-satisfied"]},
        "reason": {"enum": ["pass", "fail", "other"]},
    },
    remarks=MARKUP,
)
FINDING = an_object(
    {
        "uuid": UUID,
        "title": TITLE,
        "description": MARKUP,
        "props": PROPS,
        "origins": ORIGINS,
        "target": an_object(
            {"type": {"const": "objective-id"}, "target-id": TOKEN, "status": STATUS}
        ),
        "related-observations": a_list(an_object({"observation-uuid": UUID}), minItems=1),
    },
    remarks=MARKUP,
)
RESULT = an_object(
    {
        "uuid": UUID,
        "title": TITLE,
        "description": MARKUP,
        "start": TIME,
        "reviewed-controls": an_object({"control-selections": a_list(SELECTION, minItems=1)}),
    },
    end=TIME,
    props=PROPS,
    observations=a_list(OBSERVATION, minItems=1),
    findings=a_list(FINDING, minItems=1),
    remarks=MARKUP,
)
METADATA = an_object(
    {
        "title": TITLE,
        "last-modified": TIME,
        "version": STRING,
        "oscal-version": {"const": "1.2.1"},
        "props": PROPS,
    },
    **{
        "roles": a_list(an_object({"id": TOKEN, "title": TITLE}), minItems=1),
        "parties": a_list(
            an_object({"uuid": UUID, "type": {"const": "person"}, "name": STRING}), minItems=1
        ),
        "responsible-parties": a_list(
            an_object({"role-id": TOKEN, "party-uuids": a_list(UUID, minItems=1)}), minItems=1
        ),
        "remarks": MARKUP,
    },
)
PART = an_object(
    {"id": TOKEN, "name": TOKEN},
    prose=MARKUP,
    parts=a_list(an_object({"name": TOKEN, "prose": MARKUP}), minItems=1),
)
OBJECTIVE = an_object(
    {"control-id": TOKEN, "props": PROPS, "parts": a_list(PART, minItems=1)}, description=MARKUP
)
RESOURCE = an_object(
    {"uuid": UUID, "title": TITLE, "description": MARKUP},
    props=PROPS,
    rlinks=a_list(
        an_object(
            {"href": HREF},
            hashes=a_list(an_object({"algorithm": {"const": "SHA-256"}, "value": STRING})),
        ),
        minItems=1,
    ),
)
SCHEMA = an_object(
    {
        "assessment-results": an_object(
            {
                "uuid": UUID,
                "metadata": METADATA,
                "import-ap": an_object({"href": HREF, "remarks": MARKUP}),
                "results": a_list(RESULT, minItems=1),
                "back-matter": an_object({"resources": a_list(RESOURCE, minItems=1)}),
            },
            **{
                "local-definitions": an_object(
                    {"objectives-and-methods": a_list(OBJECTIVE, minItems=1)}
                )
            },
        )
    }
)
_MARKUP = frozenset({"title", "description", "remarks", "prose"})
_WITHOUT_EFFECT = frozenset(
    {"paragraph", "inline", "text", "text_special", "softbreak", "code_inline"}
)
_LISTED = frozenset({"bullet_list", "list_item"})


@cache
def _validator() -> Validator:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(SCHEMA)
    return Draft202012Validator(SCHEMA)


def check_oscal(report: Report, content: bytes) -> None:
    """Every verdict that is one is a finding on its policy; all ids are there; nothing acts."""
    text = content.decode("utf-8")
    assert not HIDDEN.search(text.replace("\n", ""))
    document = json.loads(text)
    _validator().validate(document)
    results = document["assessment-results"]
    _check_ids(results)
    for path, words in _markup(results):
        _check_markup(words, lists=path == "remarks")
    expected = [
        [one for one in report.listed if one.policy == policy.id and _is_found(one)]
        for policy in report.policies
    ] or [[]]
    assert len(results["results"]) == len(expected)
    for result, findings in zip(results["results"], expected, strict=True):
        found = result.get("findings", [])
        observations = result.get("observations", [])
        assert len(found) == len(observations) == len(findings)
        for one, seen, finding in zip(found, observations, findings, strict=True):
            _check_finding(one, seen, finding)
        if report.requirements and report.policies:
            _check_scope(report, result)


def _is_found(finding: Finding) -> bool:
    return finding.verdict not in {None, Verdict.NOT_APPLICABLE}


def _check_ids(results: dict[str, Any]) -> None:
    """Each id is given once, and all that is referred to is there."""
    given = [value for key, value in _values(results) if key == "uuid"]
    assert len(set(given)) == len(given)
    known = set(given)
    for key, value in _values(results):
        if key.endswith("-uuid") or key == "party-uuids":
            assert set([value] if isinstance(value, str) else value) <= known
        if key == "href" and value.startswith("#"):
            assert value[1:] in known
    defined = results.get("local-definitions", {}).get("objectives-and-methods", [])
    objectives = [part["id"] for one in defined for part in one["parts"]]
    assert len(set(objectives)) == len(objectives)
    targets = {value for key, value in _values(results) if key in {"target-id", "control-id"}}
    assert targets <= set(objectives)


def _check_scope(report: Report, result: dict[str, Any]) -> None:
    """Every requirement is in scope, once."""
    selections = result["reviewed-controls"]["control-selections"]
    chosen = [one["control-id"] for group in selections for one in group["include-controls"]]
    assert len(chosen) == len(set(chosen)) == len(report.requirements)


def _check_finding(found: dict[str, Any], seen: dict[str, Any], finding: Finding) -> None:
    state, reason = (found["target"]["status"][key] for key in ("state", "reason"))
    assert (state == "satisfied") == (finding.verdict is Verdict.MET and not finding.stale)
    assert (reason == "pass") == (state == "satisfied")
    props = {one["name"]: one["value"] for one in found["props"]}
    assert props["verdict"] == finding.status
    assert found["related-observations"] == [{"observation-uuid": seen["uuid"]}]
    assert _read(found.get("remarks", "")) == _plain(finding.note)
    evidence = seen.get("relevant-evidence", [])
    assert len(evidence) == len(finding.evidence)
    for one, cited in zip(evidence, finding.evidence, strict=True):
        assert (
            _read(one["description"]) == _plain(cited.quote.exact) or not cited.quote.exact.strip()
        )


def _check_markup(words: str, *, lists: bool) -> None:
    """Words are words: nothing in them is markup, but for the items of our own lists."""
    for token in every(parser().parse(words)):
        kind = token.type.removesuffix("_open").removesuffix("_close")
        assert kind in _WITHOUT_EFFECT or (lists and kind in _LISTED), (token.type, words)


def _read(words: str) -> str:
    """What a reader sees of Markdown, without white space."""
    seen = (token.content for token in every(parser().parse(words)) if not token.children)
    return "".join("".join(seen).split())


def _plain(text: str) -> str:
    return "".join("".join(visible(" ".join(one.split())) for one in text.split("\n")).split())


def _values(value: Any) -> Iterator[tuple[str, Any]]:
    """All keys with their values, however deep."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield key, one
            yield from _values(one)
    elif isinstance(value, list):
        for one in value:
            yield from _values(one)


def _markup(value: Any) -> Iterator[tuple[str, str]]:
    """All that is Markdown in the model, with its key."""
    for key, one in _values(value):
        if key in _MARKUP and isinstance(one, str):
            yield key, one
