"""Sources: bytes of any kind into reports, with what is known of where they came from."""
