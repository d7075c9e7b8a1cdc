"""The archive: what was captured, what was read out of it, and who did what to it."""
