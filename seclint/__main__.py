"""`python -m seclint`."""

from seclint.cli import main

if __name__ == "__main__":
    main()
