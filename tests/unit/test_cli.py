"""The command line: what it hands over, and what it says of mistakes."""

import os

import pytest

from samstyring import cli


@pytest.fixture(autouse=True)
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a command sets in the environment ends with the test."""
    monkeypatch.setattr(os, "environ", os.environ.copy())


def test_an_unknown_command_is_one_sentence(capsys):
    assert cli.main(["rnu"]) == 2
    assert capsys.readouterr().err == (
        "samstyring: “rnu” is not a command. ./samstyring --help lists those there are.\n"
    )


def test_help_and_version_need_nothing(capsys):
    assert cli.main(["--help"]) == 0
    assert cli.main([]) == 2
    assert cli.main(["--version"]) == 0
    assert "./samstyring COMMAND" in capsys.readouterr().out


@pytest.mark.parametrize("url", ["sqlite:///db.sqlite3", "sqlite:///../db.sqlite3"])
def test_a_relative_database_would_be_another_one_in_each_process(url: str, capsys):
    os.environ["DATABASE_URL"] = url
    assert cli.main(["manage", "check"]) == 1
    assert capsys.readouterr().err == (
        "samstyring: DATABASE_URL names a relative file: write the full path, as in sqlite:////srv/db.sqlite3.\n"
    )


def test_a_relative_data_folder_is_the_same_in_every_process(monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    os.environ["SAMSTYRING_DATA"] = "here"
    cli.settle_environment()
    assert os.environ["SAMSTYRING_DATA"] == str(tmp_path / "here")


def test_a_setting_that_is_no_number_is_one_sentence(capsys):
    from django.core.exceptions import ImproperlyConfigured

    from samstyring.site.settings import environment_flag, environment_number

    os.environ["SAMSTYRING_READING_SECONDS"] = "soon"
    with pytest.raises(ImproperlyConfigured) as number:
        environment_number("SAMSTYRING_READING_SECONDS", 120)
    assert cli.explained(number.value) == "SAMSTYRING_READING_SECONDS is “soon”: write a whole number."
    os.environ["SAMSTYRING_HTTPS"] = "perhaps"
    with pytest.raises(ImproperlyConfigured) as flag:
        environment_flag("SAMSTYRING_HTTPS")
    assert cli.explained(flag.value) == "SAMSTYRING_HTTPS is “perhaps”: write yes or no."


def test_our_own_mistakes_are_not_dressed_up():
    assert cli.explained(ValueError("ours")) is None
