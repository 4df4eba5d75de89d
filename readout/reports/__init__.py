"""Getting reports in: readers, page furniture, dates, copies."""
