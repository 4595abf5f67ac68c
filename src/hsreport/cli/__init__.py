"""The command line; `main` is the program."""

from hsreport.cli.main import main

__all__ = ["main"]
