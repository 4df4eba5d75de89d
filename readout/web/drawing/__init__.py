"""What charts are drawn from, and the drawings for a page without script, for print and to download."""
