"""Who reviews."""

import subprocess
from pathlib import Path

import pytest

from reviewtui.errors import InputError
from reviewtui.reviews import find_reviewer
from reviewtui.settings import load_settings


def test_the_first_name_given_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = {"REVIEWTUI_REVIEWER": "env", "USER": "login"}
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.name")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "From Git")
    assert find_reviewer("given", configured="conf", environment=environment) == "given"
    assert find_reviewer(None, configured="conf", environment=environment) == "env"
    assert find_reviewer(" ", configured="conf", environment={"USER": "login"}) == "conf"
    assert find_reviewer(environment={"USER": "login"}) == "From Git"


def test_without_git_it_is_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*args: object, **options: object) -> None:
        raise FileNotFoundError("git")

    monkeypatch.setattr(subprocess, "run", absent)
    assert find_reviewer(environment={"USER": "login"}) == "login"
    assert find_reviewer(environment={})


def test_a_git_that_hangs_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*args: object, **options: object) -> None:
        raise subprocess.TimeoutExpired("git", 2)

    monkeypatch.setattr(subprocess, "run", hang)
    assert find_reviewer(environment={"USER": "login"}) == "login"


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[31m", "a\u202eb", "x" * 201, "\ud800"])
def test_a_name_that_cannot_be_one_is_refused(name: str) -> None:
    with pytest.raises(InputError) as caught:
        find_reviewer(name, environment={})
    assert "--reviewer" in caught.value.lines[0]
    assert name not in caught.value.lines[0]


def test_names_are_kept_in_one_spelling() -> None:
    assert find_reviewer("  Ren\u0065\u0301 ", environment={}) == "Ren\u00e9"


def test_a_name_in_the_config_that_is_none_is_said_with_its_line(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('theme = "dark"\nreviewer = "a\\nb"\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        settings = load_settings(config)
        find_reviewer(configured="a\nb", place=settings.reviewer_place, environment={})
    (line,) = caught.value.lines
    assert line.startswith(f"{config}:2: reviewer: ")
