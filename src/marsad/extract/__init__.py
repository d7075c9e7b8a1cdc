"""Extractors propose records; one grounding check reconciles what they propose with the text."""
