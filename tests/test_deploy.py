"""What docs/operations describes fits the product. Containers are read here, not run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import get_commands

from tests.test_settings import told_in_the_readme

ROOT = Path(__file__).resolve().parents[1]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())


@pytest.fixture(scope="module")
def compose() -> Any:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def environment(service: Any) -> dict[str, str]:
    said: dict[str, str] = service.get("environment", {})
    return said


def of_the_product(compose: Any) -> dict[str, Any]:
    services = compose["services"].items()
    return {name: said for name, said in services if "build" in said}


def test_there_are_a_database_a_web_server_a_printer_and_a_proxy(compose: Any):
    assert {"database", "prepare", "web", "printer", "daily", "proxy"} == set(compose["services"])


def test_services_are_given_settings_that_there_are(compose: Any):
    for name, service in of_the_product(compose).items():
        assert set(environment(service)) <= told_in_the_readme(), name


def test_every_other_setting_can_be_given_to_the_services(compose: Any):
    """All that stands in deploy/.env, which is where compose also looks for SITE_NAME."""
    fixed = {"SECRET_KEY", "DATABASE_URL", "EMAIL_URL"}
    fixed |= {f"{name}_FILE" for name in fixed}
    fixed |= {"ALLOWED_HOSTS", "SITE_URL", "BEHIND_PROXY", "LOG_FORMAT", "GUNICORN_BIND"}
    for name, service in of_the_product(compose).items():
        assert service["env_file"] == [".env"], name
        assert set(environment(service)) <= fixed, name
    named = re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text())
    assert set(named) == {"SITE_NAME"}


def test_the_database_is_ready_when_it_answers_by_its_address(compose: Any):
    """While PostgreSQL's image sets it up, it answers on its socket, and prepare would fail."""
    asked = compose["services"]["database"]["healthcheck"]["test"]
    assert asked[:4] == ["CMD", "pg_isready", "--host", "127.0.0.1"]


def test_no_secret_stands_in_the_file_itself(compose: Any):
    for name, service in compose["services"].items():
        for variable, value in environment(service).items():
            if re.search("KEY|PASSWORD|SECRET|_URL", variable) and variable != "SITE_URL":
                assert variable.endswith("_FILE"), (name, variable)
                assert Path(value).name in service["secrets"], (name, variable)
    assert set(compose["secrets"]) == {
        secret for service in compose["services"].values() for secret in service.get("secrets", [])
    }


def test_the_database_is_reached_from_inside_only_and_all_else_through_the_proxy(compose: Any):
    assert compose["networks"]["inside"] == {"internal": True}
    assert compose["services"]["database"]["networks"] == ["inside"]
    assert [name for name, said in compose["services"].items() if "ports" in said] == ["proxy"]


def test_every_volume_and_network_and_service_that_is_named_is_there(compose: Any):
    for name, service in compose["services"].items():
        assert set(service.get("networks", [])) <= set(compose["networks"]), name
        assert set(service.get("depends_on", [])) <= set(compose["services"])
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            assert source in compose["volumes"] or (DEPLOY / source).exists(), volume


def test_containers_of_the_product_hold_no_more_rights_than_they_need(compose: Any):
    for name, service in of_the_product(compose).items():
        assert service["read_only"] and service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"]
    assert "\nUSER appraisal\n" in (DEPLOY / "Containerfile").read_text()


def test_the_commands_that_are_run_are_ours():
    known = {*get_commands(), "collectstatic"}
    for path in (DEPLOY / "compose.yaml", DEPLOY / "Containerfile", *UNITS):
        for command in re.findall(r"manage\.py,? (\w+)", path.read_text()):
            assert command in known, (path.name, command)


def test_what_the_image_copies_is_there_and_leaves_out_what_is_not_for_it():
    said = (DEPLOY / "Containerfile").read_text()
    assert "--require-hashes" in said

    left_out = (ROOT / ".dockerignore").read_text().split()
    assert {".git", ".venv", "var", "tests"} <= set(left_out)


def test_no_secret_or_backup_gets_into_the_image_or_the_repository(compose: Any):
    """They lie in the folder that the image is built from."""
    held = {"backups", "deploy/.env"}
    for secret in compose["secrets"].values():
        held.add(Path(secret["file"]).parts[1])
    assert held == {"backups", "deploy/.env", "secrets"}
    assert held <= set((ROOT / ".dockerignore").read_text().split())
    kept_out = (ROOT / ".gitignore").read_text().split()
    assert held <= {each.strip("/") for each in kept_out}


def test_containers_can_read_their_secrets_when_they_first_start(compose: Any):
    """The user of the image is told before the start, not after it."""
    said = (DEPLOY / "compose.yaml").read_text().partition("\nname:")[0]
    (user,) = re.findall(r"--uid (\d+)", (DEPLOY / "Containerfile").read_text())
    given = f"chown {user} " + " ".join(
        f"secrets/{name}" for name in of_the_product(compose)["web"]["secrets"]
    )
    assert 0 < said.index(given) < said.index("up --detach")


# The web server


def test_gunicorn_accepts_its_settings(tmp_path: Path):
    words = ["-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "--check-config"]
    done = subprocess.run(
        [sys.executable, *words, "config.wsgi"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/a", "WEB_CONCURRENCY": "3"},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr


# systemd


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd (apt: systemd)")
def test_systemd_finds_nothing_wrong_with_the_units(tmp_path: Path):
    """Where the product stands on this machine is put in for where the units expect it."""
    for path in UNITS:
        text = path.read_text().replace("/srv/appraisal/.venv", sys.prefix)
        (tmp_path / path.name).write_text(text.replace("/srv/appraisal", str(ROOT)))
    units = [str(tmp_path / path.name) for path in UNITS]

    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *units],
        env=os.environ | {"SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
        capture_output=True,
        text=True,
    )

    # It also tells of units of this machine, which are not ours.
    about_ours = [line for line in done.stderr.splitlines() if "appraisal" in line]
    assert not about_ours


def test_each_timer_has_its_service_and_each_service_is_shut_in():
    names = {path.name for path in UNITS}
    for path in UNITS:
        if path.suffix == ".timer":
            assert f"{path.stem}.service" in names
        else:
            assert "NoNewPrivileges=yes" in path.read_text()
            assert "ProtectSystem=strict" in path.read_text()


# What it is set with


SERVE_PAGES = "web", "printer", "daily"


def unit(name: str) -> str:
    return (DEPLOY / "systemd" / f"appraisal-{name}.service").read_text()


def run_by_hand() -> str:
    return (ROOT / "scripts" / "with-settings").read_text().partition("exec systemd-run")[2]


def files_of_settings(text: str) -> list[str]:
    return re.findall(r"EnvironmentFile=(\S+)", text)


def users_and_groups(text: str) -> list[str]:
    return re.findall(r"(?:^(?:User|Group)|--[ug]id)=(\S+)", text, re.MULTILINE)


def test_what_serves_pages_is_not_the_role_that_owns_the_tables_and_all_else_is():
    """Whose DATABASE_URL is which: the later of two files goes before."""
    for name in SERVE_PAGES:
        assert files_of_settings(unit(name)) == ["/etc/appraisal/environment"], name

    as_owner = ["/etc/appraisal/environment", "-/etc/appraisal/owner"]
    assert files_of_settings(unit("backup")) == as_owner
    assert files_of_settings(run_by_hand()) == [*as_owner, "-/etc/appraisal/national"]


def test_what_serves_pages_runs_as_another_user_than_what_knows_the_owners_settings():
    """What a user runs can read the environment of whatever else runs as that user."""
    for name in SERVE_PAGES:
        assert users_and_groups(unit(name)) == ["appraisal"] * 2, name
        assert not re.search("/etc/appraisal/(owner|national)", unit(name)), name

    assert users_and_groups(unit("backup")) == ["appraisal-owner"] * 2
    assert users_and_groups(run_by_hand()) == ["appraisal-owner"] * 2


def test_no_service_is_given_the_secret_of_releases():
    for path in UNITS:
        assert "/etc/appraisal/national" not in path.read_text(), path.name


@pytest.mark.parametrize("days", ["", "-1", "a", "1d"])
def test_a_backup_that_is_told_no_number_of_days_deletes_nothing(tmp_path: Path, days: str):
    old = tmp_path / "appraisal-old.dump"
    old.touch()

    done = subprocess.run([ROOT / "scripts" / "backup", "--keep", days, tmp_path])

    assert done.returncode == 2
    assert old.exists()


# The documents


def test_every_command_and_file_that_the_operations_guide_names_is_there():
    for page in (ROOT / "docs" / "operations").glob("*.md"):
        text = page.read_text()
        for name in re.findall(r"(?<![\w/])((?:scripts|deploy|tests)/[\w./-]*\w)", text):
            # What whoever runs a copy makes themselves.
            is_there = name == "deploy/.env" or (ROOT / name).exists()
            assert is_there, f"{page.name} names {name}"
        for command in re.findall(r"manage\.py (\w+)", text):
            assert command in {*get_commands(), "dbshell"}, f"{page.name} names {command}"
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            assert (page.parent / link).exists(), f"{page.name} links to {link}"
