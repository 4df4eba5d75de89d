"""How the encoder that the package ships was trained: `python -m training --help`."""
