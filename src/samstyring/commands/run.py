"""From a clone to the first page: prepares what is missing, then keeps web server and worker running."""

import argparse
import http.client
import os
import socket
import sys

from samstyring.commands import CommandFailed, place, prepare, web
from samstyring.commands.supervisor import Child, Supervisor


def main(arguments: list[str]) -> int:
    """Start everything, and return when it has been stopped."""
    parser = argparse.ArgumentParser(prog="./samstyring run", description=__doc__)
    parser.add_argument("--port", type=port_number, default=8000, help="default: 8000")
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to listen on; default: this machine only"
    )
    parser.add_argument("--no-example", action="store_true", help="leave the example consultation out")
    options = parser.parse_args(arguments)

    place.check_data_folder()
    allow_host(options.host)
    with listening(options.host, options.port) as listener, place.held(alone=True) as lock:
        prepare.foundation(prepare.to_stderr)
        prepare.chores(starting=True)
        logins: list[str] = []

        def fill() -> None:
            logins.extend(prepare.contents(example=not options.no_example, say=prepare.to_stderr))

        # The example's logins are known to everybody until this has run: where others can reach the pages, it
        # comes first. On one's own machine the first page comes first.
        early = only_this_machine()
        if not early:
            fill()
        place.share(lock)
        supervisor = Supervisor(
            [
                Child("web server", web.command(f"fd://{listener.fileno()}"), False, (listener.fileno(),)),
                *workers(),
            ]
        )
        supervisor.listen_to_signals()
        port = listener.getsockname()[1]
        return supervisor.run(
            meanwhile=fill if early else lambda: None,
            ready=lambda: answers(options.host, port),
            announce=lambda: announce(address(options.host, port), logins),
        )


def workers() -> list[Child]:
    """One background worker, and a second one where the machine has two cores: two documents read at once."""
    command = [sys.executable, "-P", "-m", "samstyring.cli", "worker"]
    children = [Child("worker", command, True)]
    if (os.cpu_count() or 1) > 1:
        children.append(Child("second worker", [*command, "--jobs-only"], True))
    return children


def only_this_machine() -> bool:
    """Whether the pages answer on the loopback address only."""
    from samstyring.apps.actors.actions import example

    return example.is_local()


def port_number(text: str) -> int:
    """A port number out of the command line; 0 lets the machine choose a free one."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return number


def allow_host(host: str) -> None:
    """Let the address that the person asked for be answered, unless SAMSTYRING_HOSTS says which are."""
    if host not in {"127.0.0.1", "localhost", "::1"} and not os.environ.get("SAMSTYRING_HOSTS", "").strip():
        names = ["localhost", "127.0.0.1", "[::1]", socket.gethostname()]
        if host not in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
            names.append(f"[{host}]" if ":" in host else host)
        os.environ["SAMSTYRING_HOSTS"] = ",".join(names)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens. It is opened here so that a port in use shows at once, before anything is done.

    Raises CommandFailed with what to do.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except PermissionError:
        listener.close()
        raise CommandFailed(
            f"Port {port} is for the system's own services. Choose one above 1023, as in --port 8000."
        ) from None
    except OSError as error:
        listener.close()
        if isinstance(error, socket.gaierror):
            raise CommandFailed(
                f"“{host}” is not an address of this machine. Leave --host out, or correct it."
            ) from None
        if error.errno == 98:  # EADDRINUSE
            other = port + 1 if port < 65535 else 8000
            raise CommandFailed(
                f"Port {port} is in use by another program. "
                f"Stop that one, or choose another port, as in --port {other}."
            ) from None
        raise CommandFailed(
            f"Cannot listen on {host} port {port}: {error.strerror}. Choose another --host or --port."
        ) from None
    return listener


def address(host: str, port: int) -> str:
    """The address to open in a browser."""
    name = {"0.0.0.0": "localhost", "::": "localhost", "127.0.0.1": "localhost"}.get(host, host)  # noqa: S104
    return f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"


def answers(host: str, port: int) -> bool:
    """Whether the web server answers a request."""
    target = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    connection = http.client.HTTPConnection(target, port, timeout=2)
    try:
        connection.request("GET", "/")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def announce(place_to_go: str, logins: list[str]) -> None:
    """Print where the pages are and who can log in; the last line says how to stop."""
    lines = [f"Samstyring is ready: {place_to_go}", *logins, "Stop with Ctrl-C."]
    print("\n".join(lines), flush=True)
