"""Ties reports of one incident together: copies, candidate pairs, explained comparison, incidents, agreement between accounts."""
