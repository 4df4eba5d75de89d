"""From characters to what a report says: tokens, trees, names, dates, who is meant, who said what."""
