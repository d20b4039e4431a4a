"""The command line: the only room that prints and exits."""

from __future__ import annotations

import os
import signal
import sys
from typing import NoReturn

from mtqa.cli.app import app
from mtqa.cli.console import say
from mtqa.cli.exits import INCOMPLETE, INTERNAL, USAGE
from mtqa.errors import InputError, MtqaError, UsageError


def _terminated(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def main() -> NoReturn:
    """Run the command line and exit with its code (see ``mtqa.cli.exits``)."""
    signal.signal(signal.SIGTERM, _terminated)
    try:
        app()
    except (UsageError, InputError) as error:
        say(f"error: {error}", error=True)
        sys.exit(USAGE)
    except MtqaError as error:
        say(f"error: {error}", error=True)
        sys.exit(INCOMPLETE)
    except KeyboardInterrupt:
        say("interrupted; nothing was written", error=True)
        sys.exit(INCOMPLETE)
    except BrokenPipeError:
        # whoever read our output has gone; the interpreter must not complain about it again
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if os.environ.get("MTQA_DEBUG"):
            raise
        say(
            f"internal error: {type(error).__name__}: {error}; "
            "please report it (MTQA_DEBUG=1 shows where it happened)",
            error=True,
        )
        sys.exit(INTERNAL)
    sys.exit(0)
