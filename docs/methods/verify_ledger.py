#!/usr/bin/env python3
"""Verify an export of a Samstyring ledger, without Samstyring.

    python3 verify_ledger.py EXPORT [--head HEAD]

EXPORT is what `./samstyring ledger export` wrote: one line of JSON for each entry. HEAD is what
`./samstyring ledger head` printed earlier, kept where nobody could change it: the export must still have that
hash at that number. Only Python's standard library is used; ledger.md beside this file says what is checked
and how to check the signature of a head with OpenSSL. Exit code 0: all holds. 1: it does not, with the place.
"""

import argparse
import hashlib
import json
import sys


def canonical(value):
    """One text for one value: sorted keys, no white space, no escapes that are not needed."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def verify(lines, heads):
    """Read all lines and return (number of entries, last hash). Raises ValueError with what is wrong."""
    number, previous = 0, "0" * 64
    for line in lines:
        number += 1
        text = line.removesuffix("\n")
        try:
            values = json.loads(text)
            entry, stated = values["entry"], values["hash"]
            # A name twice or a number written in another way would be read differently by different programs.
            exact = canonical(values) == text
            sequence, stated_previous = entry["sequence"], entry["previous_hash"]
        except (ValueError, TypeError, KeyError):
            raise ValueError(f"line {number} is not an entry of a ledger") from None
        if not exact:
            raise ValueError(f"line {number} is not canonical JSON, as the export writes it")
        if hashlib.sha256(canonical(entry).encode("utf-8")).hexdigest() != stated:
            raise ValueError(f"entry {number} was changed: its content does not give its hash")
        if sequence != number:
            raise ValueError(f"line {number} has entry {sequence}: entries were removed, put in or moved")
        if stated_previous != previous:
            raise ValueError(
                f"entry {number} does not follow entry {number - 1}: one of them was changed or put in"
            )
        if heads.pop(number, stated) != stated:
            raise ValueError(f"entry {number} does not have the hash of the head: the ledger was rewritten")
        previous = stated
    for count in heads:
        if count:
            raise ValueError(
                f"the head says {count} entries, but the export ends at {number}: it was cut off"
            )
    return number, previous


def main():
    """Read the arguments, verify, and say the result in one line."""
    parser = argparse.ArgumentParser(description="Verify an export of a Samstyring ledger.")
    parser.add_argument("export", help="the file with one JSON line for each entry")
    parser.add_argument("--head", help="a head that was kept from earlier")
    arguments = parser.parse_args()
    heads = {}
    if arguments.head:
        with open(arguments.head, encoding="utf-8") as file:
            head = json.load(file)
        heads[head["count"]] = head["hash"]
    try:
        with open(arguments.export, encoding="utf-8", newline="\n") as lines:
            count, last = verify(lines, heads)
    except ValueError as error:
        print(f"The ledger does not hold: {error}.")
        return 1
    print(f"The ledger holds: {count} entries, the last has the hash {last}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
