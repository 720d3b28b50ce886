"""The benchmark runs to its end; how fast is for a quiet machine to say."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[4] / "benchmarks" / "ledger.py"


def test_the_benchmark_records_verifies_and_tells_its_figures():
    command = [sys.executable, str(SCRIPT), "--entries", "50"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "550 in" in done.stdout
    assert "peak memory" in done.stdout
