"""`python -m hsreport`: the command line."""

from hsreport.cli import main

if __name__ == "__main__":
    main()
