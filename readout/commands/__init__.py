"""The commands, by what they are for. Each module holds some and their options as `app`; the work is done elsewhere.

Nothing heavy is imported before a command runs, so that `readout --help` answers at once.
"""
