"""The network interface that leads to the other processes."""

from __future__ import annotations

import os
import socket
import struct
import sys
from contextlib import suppress

NAME = "GLOO_SOCKET_IFNAME"
_SIOCGIFADDR = 0x8915  # linux/sockios.h


def choose_interface(host: str, port: int) -> None:
    """Let gloo use the interface towards ``host``, unless the user has named one.

    By itself it takes the address that this machine's own name has, which on many machines is 127.0.1.1: others cannot
    reach that.
    """
    if NAME in os.environ or not sys.platform.startswith("linux"):
        return
    with suppress(OSError):
        name = _with_address(_own_address(host, port))
        if name:
            os.environ[NAME] = name


def _own_address(host: str, port: int) -> str:
    """The address from which this machine talks to another one; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect((host, port))
        return str(probe.getsockname()[0])


def _with_address(address: str) -> str:
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asker:
        for _, name in socket.if_nameindex():
            with suppress(OSError):  # an interface without an address
                found = fcntl.ioctl(asker.fileno(), _SIOCGIFADDR, struct.pack("256s", name.encode()[:15]))
                if socket.inet_ntoa(found[20:24]) == address:
                    return name
    return ""
