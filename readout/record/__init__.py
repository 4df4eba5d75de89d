"""The record: what is stored, linked, judged, decided and asked."""
