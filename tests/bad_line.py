"""A line between a browser and the program that a test can cut, silence, or let lose answers: what no browser has to emulate."""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from served import served

from hipdrive.store import Store
from hipdrive.web.network.address import HERE

AT_ONCE = struct.pack("ii", 1, 0)
"""Close with a reset, as a line that breaks does."""
CHUNK_BYTES = 65_536
LOGGED = b"/sets/"
"""In the first line of a request that sends a logged set."""


class BadLine:
    """A TCP line to the program on this machine; good until a test says otherwise."""

    def __init__(self, port: int) -> None:
        self.port = port
        """Where one calls."""
        self.leads_to = 0
        """Port of the program; 0 as long as it leads nowhere."""
        self.is_cut = False
        """Nothing goes through, and who calls is thrown out."""
        self.is_silent = False
        """Who calls is let in and hears nothing."""
        self.answers_to_lose = 0
        """How many answers to logged sets are still to be lost: the program hears the set, the phone never hears the answer."""
        self.lost = 0
        """How many were."""
        self.swallowed = threading.Event()
        """Whether a logged set went into silence."""
        self._held: set[socket.socket] = set()

    def cut(self) -> None:
        """Break every call, and let none through from now on."""
        self.is_cut = True
        self.drop_calls()

    def silence(self) -> None:
        """Break every call, and let new ones in that hear nothing."""
        self.is_silent = True
        self.drop_calls()

    def mend(self) -> None:
        """Be a good line again; calls that heard nothing break."""
        self.is_cut = self.is_silent = False
        self.drop_calls()

    def drop_calls(self) -> None:
        """Break every call that is under way."""
        for held in list(self._held):
            _break(held)

    def take(self, phone: socket.socket) -> None:
        """Carry one call until it ends."""
        if self.is_cut or not self.leads_to:
            _break(phone)
            return
        self._held.add(phone)
        try:
            with socket.create_connection((HERE[0], self.leads_to)) as program:
                loses = threading.Event()
                back = threading.Thread(target=self._carry_back, args=(program, phone, loses), daemon=True)
                back.start()
                self._carry_on(phone, program, loses)
                back.join()
        except OSError:
            pass
        finally:
            self._held.discard(phone)
            phone.close()

    def _carry_on(self, phone: socket.socket, program: socket.socket, loses: threading.Event) -> None:
        """What the phone says, until it says no more."""
        with suppress(OSError):
            while said := phone.recv(CHUNK_BYTES):
                logged = LOGGED in said.partition(b"\r\n")[0]
                if self.is_silent:
                    if logged:
                        self.swallowed.set()
                    continue
                if logged and self.answers_to_lose:
                    self.answers_to_lose -= 1
                    loses.set()
                program.sendall(said)
        with suppress(OSError):
            program.shutdown(socket.SHUT_RDWR)

    def _carry_back(self, program: socket.socket, phone: socket.socket, loses: threading.Event) -> None:
        """What the program answers, until it says no more or an answer is to be lost."""
        with suppress(OSError):
            while said := program.recv(CHUNK_BYTES):
                if loses.is_set():
                    self.lost += 1
                    break
                phone.sendall(said)
        _break(phone)


def _break(held: socket.socket) -> None:
    with suppress(OSError):
        held.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        held.shutdown(socket.SHUT_RDWR)
    held.close()


@contextmanager
def bad_line() -> Iterator[BadLine]:
    """A line that leads nowhere yet; it ends with the test."""
    with socket.create_server((HERE[0], 0)) as door:
        line = BadLine(door.getsockname()[1])
        threading.Thread(target=_take_all, args=(door, line), daemon=True).start()
        yield line
        with suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)
        line.cut()


@contextmanager
def served_behind(line: BadLine, store: Store) -> Iterator[str]:
    """Address of the program over a store as it is reached through the line."""
    with served(store, called_at=[line.port]) as site:
        line.leads_to = int(site.rpartition(":")[2])
        yield f"http://{HERE[0]}:{line.port}"
        line.leads_to = 0


def _take_all(door: socket.socket, line: BadLine) -> None:
    with suppress(OSError):
        while True:
            phone = door.accept()[0]
            threading.Thread(target=line.take, args=(phone,), daemon=True).start()
