"""`python -m hsreport`: the command line."""

from hsreport.cli import main

main()
