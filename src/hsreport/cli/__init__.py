"""The command line; `main` is the program."""

import sys

try:
    from hsreport.cli.main import main
except MemoryError:
    sys.exit("error: there is too little memory to start hsreport; end other programs, or raise ulimit -v")

__all__ = ["main"]
