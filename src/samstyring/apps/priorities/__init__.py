"""The room of priorities: what comes first: rounds in which a body scores needs or measures."""
