"""The room of decisions: cases, positions, advice, decisions and answers."""
