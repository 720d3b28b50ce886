"""`./samstyring train`: training needs a package that running does not."""

import pytest

from samstyring.commands import CommandFailed, train


def test_without_torch_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "find_spec", lambda name: None)
    with pytest.raises(CommandFailed, match=r"training/reading/requirements\.txt"):
        train.main([])
