"""A Debian machine in a folder, on which the commands of docs/operations are run as they stand.

PostgreSQL is set up by Debian's own programs, with configuration and data in different places. What
is not there, or would change this machine, is stood in for: systemd, its package manager, and
containers. Users are numbers that this machine need not know of, and may do no more than users may.
Run as a program, this is systemctl, systemd-run, useradd and docker.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

from tests.browser.server import free_port
from tests.drills.cluster import BIN, ROOT

VERSION = BIN.parent.name
GUIDES = ROOT / "docs" / "operations"
BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
NOT_OF_THE_PRODUCT = ".*", "var", "tests", "bench", "__pycache__"
STOOD_IN_FOR = "systemctl", "systemd-run", "useradd", "docker"
LEFT_OUT = "apt-get", "python3"
# The last that Debian would give to people.
USERS = {"appraisal": 59998, "appraisal-owner": 59999}
# Kept for a command that systemd runs; all else comes from the files that its unit names.
KEPT = "PATH", "LD_LIBRARY_PATH", "FONTCONFIG_FILE"


def chapter(page: str, heading: str) -> list[str]:
    """Return the blocks of commands in a chapter of the guide."""
    text = (GUIDES / page).read_text()
    assert f"\n## {heading}\n" in text
    blocks = BLOCK.findall(text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0])
    return [textwrap.dedent(each) for each in blocks]


class Machine:
    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.sockets = folder / "sockets"
        self.programs = folder / "programs"

    def set_up(self) -> None:
        """Make what is there before the guide begins: a bare machine with PostgreSQL."""
        for name in ("etc/systemd/system", "srv", "var/backups", "sockets", "programs", "users"):
            (self.folder / name).mkdir(parents=True)
        data = self.folder / "var/lib/postgresql" / VERSION
        data.mkdir(parents=True)
        for folder in (data, self.folder / "sockets", self.folder / "etc"):
            shutil.chown(folder, "postgres", "postgres")
        for name in LEFT_OUT:
            self._program(name, "exit 0")
        for name in STOOD_IN_FOR:
            self._program(name, f'exec {sys.executable} -m tests.drills.debian {name} "$@"')
        self.run(
            f"pg_createcluster --user postgres --datadir {data}/main --socketdir {self.sockets} "
            f"--logfile {self.folder}/postgresql.log --port {self.port} --locale C.UTF-8 "
            f"--start-conf manual {VERSION} main && pg_ctlcluster {VERSION} main start"
        )

    def _program(self, name: str, does: str) -> None:
        path = self.programs / name
        path.write_text(f"#!/bin/sh\n{does}\n")
        path.chmod(0o755)

    def unpack(self, version: str) -> None:
        """Put the product where the guide expects it, with the packages that we run with."""
        place = self.folder / "srv" / f"appraisal-{version}"
        shutil.copytree(ROOT, place, ignore=shutil.ignore_patterns(*NOT_OF_THE_PRODUCT))
        self.run(f"chmod -R u=rwX,go=rX {place}")
        (place / ".venv").symlink_to(sys.prefix)

    def here(self, text: str) -> str:
        """Return commands with the places of this machine in place of a real one's."""
        for place in ("/srv/", "/etc/", "/var/"):
            text = re.sub(rf"(?<![\w.}}]){place}", f"{self.folder}{place}", text)
        for said, meant in (
            ("@127.0.0.1/", f"@127.0.0.1:{self.port}/"),
            ("@15-main", f"@{VERSION}-main"),
            ("/15/main", f"/{VERSION}/main"),
            ("pip install", "pip install --dry-run --quiet"),
        ):
            text = text.replace(said, meant)
        # To whom a folder belongs.
        return re.sub(r"(?<= -[og] )([\w-]+)", lambda said: str(USERS.get(said[1], said[1])), text)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        return kept | {
            "PATH": f"{self.programs}:/usr/sbin:/usr/bin:/sbin:/bin",
            "PYTHONPATH": str(ROOT),
            "PG_CLUSTER_CONF_ROOT": str(self.folder / "etc" / "postgresql"),
            "PGHOST": str(self.sockets),
            "PGPORT": str(self.port),
            "MACHINE": str(self.folder),
        }

    def follow(self, block: str, at: str = "/") -> str:
        """Run a block of the guide, as root."""
        return self.run(self.here(block), self.here(at))

    def run(self, commands: str, at: str = "/") -> str:
        # PostgreSQL keeps the files that it was started with, so none may be a pipe of ours.
        with (self.folder / "said").open("w+") as said:
            done = subprocess.run(
                ["sh", "-euc", commands],
                env=self.environment,
                cwd=at,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
            said.seek(0)
            words = said.read()
        assert done.returncode == 0, f"{commands}\n{words}"
        return words

    def ask(self, statement: str, database: str = "appraisal") -> str:
        psql = f"psql --no-psqlrc --tuples-only --no-align --dbname {database} --command"
        return self.run(f"runuser -u postgres -- {psql} {shlex.quote(statement)}").strip()

    def put(self, path: str, old: str, new: str) -> None:
        """Change a file as somebody with an editor would."""
        file = Path(self.here(path))
        assert old in file.read_text()
        file.write_text(file.read_text().replace(old, new))

    def end(self) -> None:
        if (self.folder / "etc/postgresql" / VERSION / "main").exists():
            self.run(f"pg_ctlcluster --mode immediate {VERSION} main stop || true")


# What systemd does


def set_in(files: list[str]) -> dict[str, str]:
    """Return what is set in files, as systemd reads them: of two that set the same, the later."""
    found: dict[str, str] = {}
    for said in files:
        path = Path(said.removeprefix("-"))
        if said.startswith("-") and not path.exists():
            continue
        for line in path.read_text().splitlines():
            name, _, value = line.partition("=")
            found[name] = value.strip('"')
    return found


def outermost_closed(path: Path) -> Path | None:
    """Return the first folder on the way that only its owner may enter, such as /root."""
    return next((each for each in reversed(path.parents) if not each.stat().st_mode & 0o001), None)


def showing_python(machine: Machine) -> list[str]:
    """Return the words that let any user reach our Python, where it lies in somebody's home.

    Whatever is run after them sees an empty folder there, with nothing in it but Python.
    """
    ours = {Path(each).resolve() for each in (sys.prefix, sys.base_prefix)}
    homes = {place: home for place in sorted(ours) if (home := outermost_closed(place))}
    if not homes:
        return []
    aside = {place: machine.folder / f"python-{number}" for number, place in enumerate(homes)}
    keep = [f"mkdir -p {at}; mount --bind {place} {at}" for place, at in aside.items()]
    hide = [f"mount -t tmpfs -o mode=755 none {home}" for home in sorted({*homes.values()})]
    show = [f"mkdir -p {place}; mount --bind {at} {place}" for place, at in aside.items()]
    return ["unshare", "--mount", "sh", "-euc", "; ".join([*keep, *hide, *show, 'exec "$@"']), "sh"]


def run_as_systemd(
    machine: Machine, user: str, words: list[str], files: list[str], at: str = "/srv/appraisal/"
) -> int:
    """Run a command as a user that the guide has made, set with files that only root may read."""
    assert (machine.folder / "users" / user).exists(), f"There is no user {user}."
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    kept |= {"USER": user, "LOGNAME": user, "HOME": machine.here("/srv/appraisal")}
    number = USERS[user]
    as_user = ["setpriv", f"--reuid={number}", f"--regid={number}", "--clear-groups", "--"]
    return subprocess.run(
        [*showing_python(machine), *as_user, *words],
        env=kept | set_in([machine.here(each) for each in files]),
        cwd=machine.here(at),
    ).returncode


def useradd(machine: Machine, words: list[str]) -> int:
    assert words[-1] in USERS and "--system" in words
    (machine.folder / "users" / words[-1]).touch()
    return 0


def systemd_run(machine: Machine, words: list[str]) -> int:
    options, command = words[: words.index("--")], words[words.index("--") + 1 :]
    assert {"--wait", "--pipe", "--collect"} <= set(options)
    said = [each.removeprefix("--property=").split("=", 1) for each in options if "=" in each]
    files = [value for key, value in said if key == "EnvironmentFile"]
    (user,) = (value for key, value in said if key == "--uid")
    (group,) = (value for key, value in said if key == "--gid")
    (at,) = (value for key, value in said if key == "--working-directory")
    assert group == user
    return run_as_systemd(machine, user, command, files, at)


def systemctl(machine: Machine, action: str, *units: str) -> int:
    for name in units:
        if name.startswith("postgresql@"):
            machine.run(f"pg_ctlcluster {VERSION} main {action}")
        elif action == "start" and name in ("appraisal-backup", "appraisal-daily"):
            path = machine.folder / f"etc/systemd/system/{name}.service"
            said = re.findall(r"(?m)^(\w+)=(.*)$", machine.here(path.read_text()))
            files = [value for key, value in said if key == "EnvironmentFile"]
            (user,) = (value for key, value in said if key == "User")
            (command,) = (value for key, value in said if key == "ExecStart")
            (at,) = (value for key, value in said if key == "WorkingDirectory")
            if status := run_as_systemd(machine, user, shlex.split(command), files, at):
                return status
    return 0


def docker(words: list[str]) -> int:
    """Run what a container of the database would be asked for, as the superuser that it has."""
    asked = ["compose", "--file", "deploy/compose.yaml", "exec", "-T", "database"]
    if words[: len(asked)] != asked:
        return 0
    command = words[len(asked) :]
    if "--username" in command:
        user = command.index("--username")
        assert command[user + 1] == "appraisal"
        del command[user : user + 2]
    return subprocess.run(["runuser", "-u", "postgres", "--", *command]).returncode


def main(name: str, *words: str) -> int:
    if name == "docker":
        return docker(list(words))
    machine = Machine(Path(os.environ["MACHINE"]), int(os.environ["PGPORT"]))
    if name == "systemd-run":
        return systemd_run(machine, list(words))
    if name == "useradd":
        return useradd(machine, list(words))
    return systemctl(machine, words[0], *(each for each in words[1:] if each[0] != "-"))


def bare_machine(folder: Path) -> Machine:
    machine = Machine(folder, free_port())
    machine.set_up()
    return machine


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
