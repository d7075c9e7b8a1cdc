"""Triggers, roles, status, counts and the merging of mentions into the events of one report."""
