"""The only place in this room that writes: verbs, one transaction each, each with its event in the ledger."""
