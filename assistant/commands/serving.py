"""`serve`."""

from __future__ import annotations

import errno
import logging
import os
import socket
import threading
import webbrowser

import click

from assistant.commands.frame import command, open_assistant, option
from assistant.errors import UsageError
from assistant.messages import N_, _

LOOPBACK = ("127.0.0.1", "::1", "localhost")
THREADS = 8


@command(
    "serve",
    short_help=N_("Serves the chat page, the guide and the JSON API."),
    help=N_("Serves the chat page, the guide and the JSON API from this machine, until Ctrl+C."),
    examples=[
        (N_("open the page in the browser"), "assistant serve --open"),
        (N_("another port; 0 takes any that is free"), "assistant serve --port 9000"),
        (N_("for colleagues in the same network"), "assistant serve --host 0.0.0.0"),
    ],
)
@option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help=N_("Address on which to listen; the default is this machine only."),
)
@option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help=N_("Port on which to listen."))
@option("--open", "browse", is_flag=True, help=N_("Opens the page in the browser."))
@click.pass_context
def serve(ctx: click.Context, host: str, port: int, browse: bool) -> None:
    from waitress.server import create_server

    from web import create_app

    listening = _listening(host, port)
    try:
        server = create_server(create_app(open_assistant(ctx)), sockets=[listening], threads=THREADS)
    except BaseException:
        listening.close()
        raise
    # A visitor who comes while the threads start is served an instant later, which is nothing to warn of.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    address = _address(host, listening.getsockname()[1])
    click.echo(_("The assistant answers at {address} (Ctrl+C ends it).").format(address=address))
    if host not in LOOPBACK:
        click.echo(_("Whoever can reach this machine on the network can use it."), err=True)
    if browse:
        threading.Timer(0.2, webbrowser.open, [address]).start()
    try:
        server.run()
    finally:
        server.close()


def _listening(host: str, port: int) -> socket.socket:
    """A socket bound to *host* and *port*, before the assistant is opened: a port in use is said at once.

    Raises UsageError.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere this option would let two servers share a port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind((host, port))
    except (OSError, UnicodeError) as error:
        bound.close()
        raise UsageError(_refusal(error, host, port)) from None
    return bound


def _address(host: str, port: int) -> str:
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 (shown, not bound)
    return f"http://{shown}:{port}/"


def _refusal(error: Exception, host: str, port: int) -> str:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return _("Port {port} is in use. Choose another with --port, or 0 for any that is free.").format(port=port)
    if number == errno.EACCES:
        return _("Port {port} may not be used by you. Choose one above 1023 with --port.").format(port=port)
    if isinstance(error, socket.gaierror | UnicodeError) or number == errno.EADDRNOTAVAIL:
        return _("“{host}” is no address of this machine. Leave out --host, or name one that is.").format(host=host)
    return _("The server cannot listen on {host}:{port} ({problem}). Choose others with --host and --port.").format(
        host=host, port=port, problem=error
    )
