"""From mentions and decisions to items, verdicts and disputes: all of it can be made again."""
