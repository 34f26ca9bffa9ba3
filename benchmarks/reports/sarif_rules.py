"""What a log of SARIF 2.1.0 has to be, of all that the standard allows only what ours consists of.

`SCHEMA` has the names, types and values of the standard's own JSON Schema for these objects, and
nothing beside them; `check_sarif` adds what it says in words.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from benchmarks.reports.shapes import a_list, an_object
from reviewtui.characters import HIDDEN, visible
from reviewtui.reports.model import Only
from reviewtui.reviews.model import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jsonschema.protocols import Validator

    from reviewtui.reports import Report

UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"
TIME = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"
# a path of RFC 3986, relative without a colon, or a file's
URI = r"^(file:///)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$"
# section 3.11.6: text in brackets, a backslash before each bracket in it, then an address
LINK = re.compile(r"\[(?:[^\\\[\]]|\\.)*\]\(")


STRING = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 0}
FROM_ONE = {"type": "integer", "minimum": 1}
MESSAGE = an_object({"text": STRING})
BRIEF = an_object({"text": {**STRING, "maxLength": 1024}})
LEVEL = {"enum": ["note", "warning", "error"]}
BASE = {"enum": ["%SRCROOT%", "REVIEW"]}
FILE = {"uri": {"type": "string", "pattern": URI}}
REGION = an_object(
    {"startLine": FROM_ONE, "startColumn": FROM_ONE, "endLine": FROM_ONE, "endColumn": FROM_ONE},
    snippet=MESSAGE,
)
PHYSICAL = an_object(
    {"artifactLocation": an_object({**FILE, "index": COUNT}, uriBaseId=BASE)}, region=REGION
)
RULE = an_object(
    {
        "id": STRING,
        "shortDescription": BRIEF,
        "fullDescription": BRIEF,
        "help": MESSAGE,
        "defaultConfiguration": an_object({"level": LEVEL}),
        "properties": an_object(
            {
                "severity": {"enum": ["must", "should", "may", "unknown"]},
                "tags": a_list(STRING, uniqueItems=True),
            }
        ),
    }
)
RESULT = an_object(
    {
        "ruleId": STRING,
        "ruleIndex": COUNT,
        "kind": {"enum": ["fail", "review", "open"]},
        "message": MESSAGE,
        "locations": a_list(
            an_object({"physicalLocation": PHYSICAL}, message=MESSAGE), minItems=1, maxItems=1
        ),
        "correlationGuid": {"type": "string", "pattern": UUID},
        "partialFingerprints": an_object({"primaryLocationLineHash": STRING}),
        "properties": {"type": "object"},
    },
    level=LEVEL,
    relatedLocations=a_list(
        an_object({"id": COUNT, "physicalLocation": PHYSICAL, "message": MESSAGE}), uniqueItems=True
    ),
    provenance=an_object({"lastDetectionTimeUtc": {"type": "string", "pattern": TIME}}),
)
ARTIFACT = an_object(
    {
        "location": an_object(FILE, uriBaseId=BASE),
        "roles": {"const": ["analysisTarget"]},
        "description": MESSAGE,
    },
    hashes=an_object({"sha-256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}}),
)
RUN = an_object(
    {
        "tool": an_object(
            {
                "driver": an_object(
                    {
                        "name": {"const": "reviewtui"},
                        "semanticVersion": STRING,
                        "rules": a_list(RULE, uniqueItems=True),
                    }
                )
            }
        ),
        "automationDetails": an_object(
            {"id": {"type": "string", "pattern": "^[^/]+/[^/]+/$"}, "description": MESSAGE}
        ),
        "columnKind": {"const": "unicodeCodePoints"},
        "newlineSequences": {"const": ["\r\n", "\n", "\r"]},
        "originalUriBaseIds": {
            "type": "object",
            "additionalProperties": an_object({"description": MESSAGE}),
        },
        "artifacts": a_list(ARTIFACT, uniqueItems=True),
        "invocations": a_list(
            an_object(
                {"executionSuccessful": {"const": True}},
                toolExecutionNotifications=a_list(
                    an_object({"level": {"const": "warning"}, "message": MESSAGE})
                ),
            ),
            minItems=1,
            maxItems=1,
        ),
        "results": a_list(RESULT),
    }
)
SCHEMA = an_object(
    {
        "$schema": {"type": "string", "pattern": "^https://.*/sarif-schema-2.1.0.json$"},
        "version": {"const": "2.1.0"},
        "runs": a_list(RUN, minItems=1, maxItems=1),
    }
)


@cache
def _validator() -> Validator:
    from jsonschema import Draft7Validator

    Draft7Validator.check_schema(SCHEMA)
    return Draft7Validator(SCHEMA)


def check_log(content: bytes) -> dict[str, Any]:
    """The run of a log that is as the standard says, and in which nothing acts."""
    text = content.decode("utf-8")
    assert not HIDDEN.search(text.replace("\n", ""))
    log = json.loads(text)
    _validator().validate(log)
    run: dict[str, Any] = log["runs"][0]
    for one in _messages(log):
        assert not LINK.search(one), one
        assert not re.sub(r"\{\{|\}\}", "", one).count("{"), one
        assert not re.sub(r"\{\{|\}\}", "", one).count("}"), one
    for one in _texts(log):
        assert not HIDDEN.search(one.replace("\n", "").replace("\r", "").replace("\t", "")), one
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    for result in run["results"]:
        assert result["ruleId"] == rules[result["ruleIndex"]]
        assert ("level" in result) == (result["kind"] == "fail")
        ids = [one["id"] for one in result.get("relatedLocations", ())]
        assert len(set(ids)) == len(ids)
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            _check_place(run, location["physicalLocation"])
    guids = [result["correlationGuid"] for result in run["results"]]
    assert len(set(guids)) == len(guids)
    return run


def _check_place(run: dict[str, Any], place: dict[str, Any]) -> None:
    where = dict(place["artifactLocation"])
    assert run["artifacts"][where.pop("index")]["location"] == where
    assert where["uri"].startswith("file:") or where["uriBaseId"] in run["originalUriBaseIds"]
    assert where.get("uriBaseId") == "REVIEW" or ".." not in where["uri"].split("/")
    if region := place.get("region"):
        start = region["startLine"], region["startColumn"]
        assert start <= (region["endLine"], region["endColumn"])


def _messages(value: Any) -> Iterator[str]:
    """The texts of all messages: of objects with a text, but for what is shown of a file."""
    if isinstance(value, dict):
        if set(value) == {"text"}:
            yield value["text"]
        for key, one in value.items():
            if key != "snippet":
                yield from _messages(one)
    elif isinstance(value, list):
        for one in value:
            yield from _messages(one)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def check_sarif(report: Report, content: bytes) -> None:
    """A result a gap, each where the evidence stands, with every word of its note."""
    run = check_log(content)
    expected = list(report.listed)
    if report.scope.only is not Only.OPEN:
        expected = [one for one in report.listed if one.gap]
    assert len(run["results"]) == len(expected)
    for result, finding in zip(run["results"], expected, strict=True):
        policy = report.policy[finding.policy]
        assert result["ruleId"] == visible(finding.requirement)
        assert _plain(_as_told(finding.note)) in _plain(result["message"]["text"])
        failed = finding.verdict in {Verdict.MISSING, Verdict.CONTRADICTED, Verdict.PARTIAL}
        assert (result["kind"] == "fail") == failed
        regions = [
            place["physicalLocation"].get("region")
            for place in (*result["locations"], *result.get("relatedLocations", ()))
        ]
        placed = [one.place for one in finding.evidence if one.place is not None]
        if not policy.plain:
            assert regions == [None]
        elif placed:
            assert [(one["startLine"], one["startColumn"]) for one in regions] == [
                (one.line, one.column) for one in placed
            ]
        else:
            assert [one["startLine"] for one in regions] == [1]
            assert "ine 1 stands for" in result["message"]["text"]


def _as_told(text: str) -> str:
    return visible(text.replace("\r\n", "\n"), keep="\n").replace("{", "{{").replace("}", "}}")


def _plain(text: str) -> str:
    return "".join(text.split())
