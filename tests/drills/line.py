"""A line between the product and PostgreSQL that can be cut and held up at any point of a save.

What stands at its near end can be killed at the same points.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST_BYTES = 1 << 16
BEGIN, COMMIT = b"BEGIN", b"COMMIT"
INSERT = b'INSERT INTO "appraisal_steprevision"'


def nothing() -> None:
    """Do nothing besides."""


@dataclass(frozen=True)
class Fault:
    """What goes wrong once, with the first such statement of a transaction that holds ``within``.

    ``is_sent`` tells whether PostgreSQL still gets the statement, so that only its answer is hit.
    After ``seconds`` of silence ``act`` is done, and the line is cut, or goes on if ``is_cut`` is
    false.
    """

    statement: bytes
    is_sent: bool
    is_cut: bool = True
    seconds: float = 0
    within: bytes = INSERT
    act: Callable[[], None] = nothing


class Line:
    """A TCP proxy that listens on this machine and leads to the socket of a cluster."""

    def __init__(self, sockets: Path) -> None:
        self.lead_to(sockets)
        self.fault: Fault | None = None
        self.happened = 0
        self.is_silent = False
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.server: Any = self._in_loop(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.port: int = self.server.sockets[0].getsockname()[1]

    def lead_to(self, sockets: Path) -> None:
        """Lead to this cluster from now on, as an address that moves to another machine."""
        self.socket = sockets / ".s.PGSQL.5432"

    def _in_loop(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(timeout=30)

    def end(self) -> None:
        self._in_loop(self._cut_all())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def _cut_all(self) -> None:
        self.server.close()
        served = asyncio.all_tasks() - {asyncio.current_task()}
        for each in served:
            each.cancel()
        await asyncio.gather(*served, return_exceptions=True)

    async def _serve(self, near: asyncio.StreamReader, to_near: asyncio.StreamWriter) -> None:
        with closing(to_near):
            if self.is_silent:
                # Taken, and never answered: like a machine that has died behind a firewall.
                await near.read()
                return
            try:
                far, to_far = await asyncio.open_unix_connection(str(self.socket))
            except OSError:
                # There is nobody.
                return
            with closing(to_far):
                connection = Connection(self, to_near, to_far)
                ways = connection.statements(near), connection.answers(far)
                tasks = [asyncio.ensure_future(each) for each in ways]
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for each in tasks:
                    each.cancel()
                # Whichever way it broke, that is what lines do here.
                await asyncio.gather(*tasks, return_exceptions=True)


class Connection:
    def __init__(
        self, line: Line, to_near: asyncio.StreamWriter, to_far: asyncio.StreamWriter
    ) -> None:
        self.line = line
        self.to_near, self.to_far = to_near, to_far
        self.is_within = False
        self.fault_of_answer: Fault | None = None

    async def statements(self, near: asyncio.StreamReader) -> None:
        while sent := await near.read(MOST_BYTES):
            fault = self._fault_for(sent)
            if fault and fault.is_sent:
                self.fault_of_answer = fault
            elif fault and await self._is_cut_by(fault):
                return
            self.to_far.write(sent)
            await self.to_far.drain()

    async def answers(self, far: asyncio.StreamReader) -> None:
        while answer := await far.read(MOST_BYTES):
            fault, self.fault_of_answer = self.fault_of_answer, None
            if fault and await self._is_cut_by(fault):
                return
            self.to_near.write(answer)
            await self.to_near.drain()

    def _fault_for(self, sent: bytes) -> Fault | None:
        fault = self.line.fault
        if fault is None:
            return None
        self.is_within = (self.is_within and BEGIN not in sent) or fault.within in sent
        if not self.is_within or fault.statement not in sent:
            return None
        self.line.fault = None
        self.line.happened += 1
        return fault

    async def _is_cut_by(self, fault: Fault) -> bool:
        await asyncio.sleep(fault.seconds)
        fault.act()
        return fault.is_cut
