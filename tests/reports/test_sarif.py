"""A review as SARIF: a result a gap, pointing to the words in the file as it is on the disk."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reports.hostile import FRAGMENTS
from benchmarks.reports.sarif_rules import LINK, check_log
from reviewtui import load_checklist, load_policy
from reviewtui.projects.reporting import report_on
from reviewtui.reports import Only, Report, Scope, write_report
from reviewtui.reports.sarif_text import message
from reviewtui.reports.uris import path_uri
from reviewtui.reviews import (
    Decision,
    Verdict,
    decide,
    new_review,
    record_policies,
    save_review,
    set_note,
)
from tests.documents.readers.making import docx, odt, para, pdf_bytes, pdf_pages, write
from tests.reports.samples import CHECKLIST, KEPT, POLICY, TIME, make_project, report

words = st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text()), max_size=6).map("".join)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The small review."""
    return make_project(tmp_path / "project")


def results(made: Report) -> dict[tuple[str, str], dict[str, Any]]:
    """The results of a report, by policy and requirement."""
    run = check_log(b"".join(write_report(made, "sarif")))
    return {(one["properties"]["policy"], one["ruleId"]): one for one in run["results"]}


def review_of(folder: Path, name: str, content: bytes, cited: str, verdict: Verdict) -> Path:
    """A review of one policy with one verdict that cites `cited` (nothing, if empty)."""
    file = folder / "policies" / name
    for one, data in ((file, content), (folder / "checklists/small.toml", CHECKLIST.encode())):
        one.parent.mkdir(parents=True, exist_ok=True)
        one.write_bytes(data)
    checklist, policy = load_checklist(folder / "checklists/small.toml"), load_policy(file)
    path = folder / "reviews/small.toml"
    at = policy.text.index(cited)
    quotes = (policy.quote(at, at + len(cited)),) if cited else ()
    decision = Decision(policy.id, policy.text_digest, checklist.requirements[0], verdict, quotes)
    review = record_policies(new_review(checklist, path), [policy], path)
    save_review(decide(review, [decision], reviewer="Ann", time=TIME), path)
    return path


def a_pdf() -> bytes:
    """A PDF of two pages; the second says how long data is kept."""
    pdf = pdf_pages()
    for words in ("This is the privacy notice of Marrowby Kites.", KEPT):
        pdf.add_page()
        write(pdf, words)
    return pdf_bytes(pdf)


def the_result(path: Path) -> dict[str, Any]:
    """The one result of a review."""
    (result,) = results(report_on(path)[0]).values()
    return result


def words_at(file: Path, region: dict[str, Any]) -> str:
    """What an editor selects in the file: lines end as the log says, columns are code points."""
    text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")[region["startLine"] - 1 : region["endLine"]]
    lines[-1] = lines[-1][: region["endColumn"] - 1]
    lines[0] = lines[0][region["startColumn"] - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("verdict", "kind", "level"),
    [
        (Verdict.CONTRADICTED, "fail", "error"),
        (Verdict.MISSING, "fail", "error"),
        (Verdict.PARTIAL, "fail", "warning"),
        (Verdict.UNCLEAR, "review", None),
    ],
)
def test_a_gap_is_a_result(tmp_path: Path, verdict: Verdict, kind: str, level: str | None) -> None:
    result = the_result(review_of(tmp_path, "kites.txt", POLICY.encode(), "", verdict))
    assert (result["kind"], result.get("level")) == (kind, level)
    assert result["ruleId"] == "retention"
    assert result["provenance"]["lastDetectionTimeUtc"] == "2026-03-04T05:06:07Z"


@pytest.mark.parametrize("verdict", [Verdict.MET, Verdict.NOT_APPLICABLE])
def test_what_is_no_gap_is_no_result(tmp_path: Path, verdict: Verdict) -> None:
    made = report_on(review_of(tmp_path, "kites.txt", POLICY.encode(), "", verdict))[0]
    assert not results(made)


def test_what_is_missing_points_to_line_1_and_says_so(path: Path) -> None:
    result = results(report(path))["kites", "sharing"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
    assert result["message"]["text"].startswith("Missing: Recipients (")
    assert "line 1 stands for the whole of it" in result["message"]["text"]
    assert "Note: Only a carrier.\nAsk them." in result["message"]["text"]
    assert result["level"] == "warning"  # a should


def test_further_evidence_is_related(path: Path) -> None:
    result = results(report(path))["boats", "retention"]
    file = path.parent.parent / "policies/boats.txt"
    (first,), (second,) = result["locations"], result["relatedLocations"]
    assert words_at(file, first["physicalLocation"]["region"]) == KEPT[:10]
    region = second["physicalLocation"]["region"]
    assert words_at(file, region) == region["snippet"]["text"]


@pytest.mark.parametrize(
    "begin",
    [
        b"\xef\xbb\xbf",
        "🙂\u202e 東京 ".encode(),
        b"one\r\ntwo\r\n\r\n",
        b"one\rtwo\r\r",
        b"a\x0bb\x0cc\n",
    ],
)
def test_lines_and_columns_are_those_of_the_file(tmp_path: Path, begin: bytes) -> None:
    content = begin + POLICY.encode().replace(b"records for", "récords 🙂 for".encode())
    cited = KEPT.replace("records for", "récords 🙂 for")
    path = review_of(tmp_path, "kites.txt", content, cited, Verdict.PARTIAL)
    region = the_result(path)["locations"][0]["physicalLocation"]["region"]
    assert words_at(tmp_path / "policies/kites.txt", region) == cited


@pytest.mark.parametrize(
    ("name", "content", "page"),
    [
        ("kites.pdf", a_pdf(), "Page 2: "),
        ("kites.docx", docx(para(KEPT)), "Evidence: "),
        ("kites.odt", odt(f"<text:p>{KEPT}</text:p>"), "Evidence: "),
    ],
)
def test_a_document_without_lines_is_pointed_to_as_a_file(
    tmp_path: Path, name: str, content: bytes, page: str
) -> None:
    cited = "We keep your order records"
    result = the_result(review_of(tmp_path, name, content, cited, Verdict.PARTIAL))
    (location,) = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": f"policies/{name}", "uriBaseId": "%SRCROOT%", "index": 0}
    }
    assert f"{page}“{cited}”." in result["message"]["text"]


def test_words_that_changed_or_went_are_told(path: Path) -> None:
    file = path.parent.parent / "policies/kites.txt"
    file.write_text(POLICY.replace("six years", "nine years"), encoding="utf-8")
    result = results(report(path))["kites", "retention"]
    assert result["kind"] == "review"
    assert "level" not in result
    assert result["message"]["text"].startswith("Met, but stale: ")
    assert f"(changed): “{KEPT}”" in result["message"]["text"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert words_at(file, region) == KEPT.replace("six", "nine")
    file.write_text("Nothing is left.\n", encoding="utf-8")
    result = results(report(path))["kites", "retention"]
    assert "line 1 stands for" in result["message"]["text"].lower()
    assert "(lost)" in result["message"]["text"]


def test_a_result_keeps_its_name_when_its_words_move(path: Path) -> None:
    before = results(report(path))
    file = path.parent.parent / "policies/boats.txt"
    file.write_text("A new line.\n" + POLICY.replace("Kites", "Boats"), encoding="utf-8")
    after = results(report(path))
    pair = ("boats", "retention")
    assert before[pair]["locations"] != after[pair]["locations"]
    for name in ("correlationGuid", "partialFingerprints"):
        assert before[pair][name] == after[pair][name]
    assert len({one["correlationGuid"] for one in after.values()}) == len(after)


def test_what_is_open_when_that_is_asked_for(path: Path) -> None:
    found = results(report(path, Scope(only=Only.OPEN)))
    assert {one["kind"] for one in found.values()} == {"open"}
    assert ("kites", "sale") in found
    assert ("kites", "sharing") not in found


def test_a_policy_that_is_gone_is_named_as_it_was(path: Path) -> None:
    (path.parent.parent / "policies/boats.txt").unlink()
    made = report(path)
    place = results(made)["boats", "retention"]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "policies/boats.txt"
    run = json.loads(b"".join(write_report(made, "sarif")))["runs"][0]
    told = run["invocations"][0]["toolExecutionNotifications"]
    assert any("boats" in one["message"]["text"] for one in told)


def test_links_and_braces_of_a_note_do_nothing(path: Path) -> None:
    from reviewtui.reviews import load_review

    note = "see [here](https://evil.example) {0} \x1b[31m"
    review = load_review(path)
    save_review(set_note(review, "kites", "sharing", note, reviewer="Ann", time=TIME), path)
    text = results(report(path))["kites", "sharing"]["message"]["text"]
    assert text.endswith("Note: see [here] (https://evil.example) {{0}} ␛[31m")


@given(words)
def test_no_text_is_a_link_or_a_placeholder_in_a_message(text: str) -> None:
    told = message(text)
    assert not LINK.search(told)
    assert told.replace("{{", "").replace("}}", "").count("{") == 0


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_a_path_is_a_path_whatever_it_is_called(path: str) -> None:
    uri = path_uri(path)
    assert uri.isascii()
    assert ":" not in uri.removeprefix("file:")
    assert uri[:2] != "//"
    if not path.startswith("/"):
        assert unquote(uri) == path


def test_the_severity_that_is_not_known_counts_as_must(path: Path) -> None:
    (path.parent.parent / "checklists/small.toml").unlink()
    found = results(report(path))
    assert found["kites", "sharing"]["level"] == "error"
    assert found["kites", "sharing"]["properties"]["severity"] == "unknown"


def test_a_long_requirement_is_cut_where_hosts_would_refuse_it(path: Path) -> None:
    made = report(path)
    first = replace(made.requirements[0], text="long " * 500)
    made = replace(made, requirements=(first, *made.requirements[1:]))
    rule = check_log(b"".join(write_report(made, "sarif")))["tool"]["driver"]["rules"][0]
    assert len(rule["fullDescription"]["text"]) == 1024
    assert rule["help"]["text"].startswith(("long " * 500).strip())
