"""A company's own templates around the data of a report: what they can do, and what nothing can."""

from __future__ import annotations

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from benchmarks.reports.checking_html import check_page
from benchmarks.reports.hostile import random_report
from reviewtui.errors import InputError
from reviewtui.reports import Settings, templating, write_report
from tests.conftest import ROOT
from tests.reports.samples import KEPT, make_project, report

PAGE = "<!DOCTYPE html>\n<html lang='en'>{{ built_in.head }}<body>%s</body></html>"


def made(folder: Path, name: str, template: str, seed: int | None = None) -> str:
    """A report with that template, on a small review or a hostile one."""
    (folder / f"report.{name}").write_text(template, encoding="utf-8")
    of = report(make_project(folder / "project")) if seed is None else random_report(seed)
    return b"".join(write_report(of, name, Settings(templates=folder))).decode()


def test_the_example_of_the_docs(tmp_path: Path) -> None:
    docs = (ROOT / "docs/reports.md").read_text(encoding="utf-8")
    template = docs.split("```jinja\n", 1)[1].split("```\n", 1)[0]
    text = made(tmp_path, "md", template)
    assert text.startswith("# A small checklist, for the board\n\n3 of 6 decided by Ann.\n")
    assert "| boats | retention | partial | We keep yo … We do not sell" in text
    assert "\n## Policy 2: Privacy at Marrowby Kites\n" in text


def test_html_around_the_report_that_is_built_in(tmp_path: Path) -> None:
    text = made(tmp_path, "html", PAGE % "<p>{{ checklist.title }}</p>{{ built_in.body }}")
    assert "<p>A small checklist</p><a class" in text
    assert KEPT in "".join(check_page(text.encode()).itertext())


PRINTING = (
    "{% for one in findings %}{{ one.note }} {{ one.reviewer }}{% for e in one.evidence %}"
    "<q>{{ e.exact }}</q>{% endfor %}{% endfor %}{{ checklist.title }}"
)


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize(
    "around",
    ["%s", "{%% autoescape false %%}%s{%% endautoescape %%}",
     "{%% set x %%}%s{%% endset %%}{{ x }}",
     "{%% macro m() %%}%s{%% endmacro %%}{{ m() }}", "{{ 'x' | e ~ checklist.title }}%s"],
)  # fmt: skip
def test_no_words_of_a_review_are_markup_in_html(tmp_path: Path, around: str, seed: int) -> None:
    body = around % PRINTING.replace("<q>", "<b>").replace("</q>", "</b>")
    text = made(
        tmp_path, "html", (PAGE % body).replace("</body>", "<script></script></body>"), seed
    )
    inner = text[text.index("<body>") :].replace("<script></script>", "")
    for tag in ("<b>", "</b>", "<body>", "</body>", "</html>"):
        inner = inner.replace(tag, "")
    assert "<" not in inner
    assert ">" not in inner


@pytest.mark.parametrize("seed", range(25))
@pytest.mark.parametrize(
    "template",
    ["{% for one in findings %}\n{{ one.note }}\n{{ one.reviewer }}\n{% endfor %}",
     "{% for one in findings %}\n{{ one.note ~ one.reviewer }}\n{% endfor %}",
     "{% for one in findings %}\n{{ one.note | e }}\n{{ one.note | upper }}\n{% endfor %}",
     "{% macro m(x) %}{{ x }}{% endmacro %}"
     "{% for one in findings %}\n{{ m(one.note) }}\n{% endfor %}",
     "{% for one in findings %}\nx {{ one.note | code }} {{ one | tojson }}\n{% endfor %}"],
)  # fmt: skip
def test_no_words_of_a_review_are_markup_in_markdown(
    tmp_path: Path, template: str, seed: int
) -> None:
    text = made(tmp_path, "md", template, seed)
    for token in MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text):
        assert token.type in {"paragraph_open", "paragraph_close", "inline"}, token.type
        for child in token.children or []:
            assert child.type in {"text", "text_special", "code_inline", "softbreak", "hardbreak"}


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("a\n{% for x in y %}", "report.md:2: Unexpected end of template"),
        ("a\n\n{{ checklist.titel }}", "report.md:3: 'dict object' has no attribute 'titel'"),
        ("{{ nothing }}", "report.md:1: 'nothing' is undefined"),
        ("\n{{ 1 / 0 }}", "report.md:2: division by zero"),
        ("\n{{ counts.__class__ }}", "report.md:2: access to attribute '__class__'"),
        ("\n{{ findings.append(1) }}", "report.md:2: access to attribute 'append'"),
        ("\n{{ built_in._report }}", "report.md:2: access to attribute '_report'"),
        ("\n{% include '../x.md' %}", 'report.md:2: no template "../x.md" in this folder'),
        ("\n{% include 'report.md' %}", "a template includes itself without an end"),
        ("\n{{ checklist.title | safe }}", "report.md:2: No filter named 'safe'"),
        ("\n{% for x in range(999999) %}{% endfor %}", "report.md:2: Range too big"),
    ],
)
def test_a_mistake_is_one_line_with_its_place(tmp_path: Path, template: str, said: str) -> None:
    with pytest.raises(InputError) as raised:
        made(tmp_path, "md", template)
    (line,) = raised.value.lines
    assert said in line
    assert line.startswith(str(tmp_path))


def test_nothing_goes_out_of_a_template_that_fails_late(tmp_path: Path) -> None:
    path = make_project(tmp_path / "project")
    (tmp_path / "report.md").write_text("{% for x in range(9999) %}0123456789{% endfor %}{{ no }}")
    pieces = write_report(report(path), "md", Settings(templates=tmp_path))
    with pytest.raises(InputError, match="'no' is undefined"):
        next(pieces)


def test_a_template_that_prints_without_an_end_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(templating, "OUTPUT_LIMIT", 1_000_000)
    loop = (
        "{% for x in range(99999) %}{% for y in range(99999) %}0123456789{% endfor %}{% endfor %}"
    )
    with pytest.raises(InputError, match="more than 1,000,000 characters"):
        made(tmp_path, "md", loop)


def test_a_template_that_is_not_utf_8_is_named(tmp_path: Path) -> None:
    path = make_project(tmp_path / "project")
    (tmp_path / "report.md").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(InputError, match="save it as UTF-8"):
        list(write_report(report(path), "md", Settings(templates=tmp_path)))


def test_a_folder_without_a_template_for_a_format_changes_nothing(tmp_path: Path) -> None:
    of = report(make_project(tmp_path / "project"))
    for name in ("md", "html", "json"):
        (tmp_path / "report.json").write_text("x")
        own = b"".join(write_report(of, name, Settings(templates=tmp_path)))
        assert own == b"".join(write_report(of, name))
