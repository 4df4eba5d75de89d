"""`python -m readout` is the `readout` command."""

from readout.cli import main

if __name__ == "__main__":
    main()
