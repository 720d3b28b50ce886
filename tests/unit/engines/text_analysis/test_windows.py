"""What the learned model sees of a document."""

from hypothesis import given, settings
from hypothesis import strategies as st

from samstyring.engines.text_analysis.windows import BOS, EOS, LONGEST, TOKENS, Builder, Unit

WORDS: dict[str, int] = {}


def tokenise(text: str) -> list[int]:
    return [WORDS.setdefault(word, 10 + len(WORDS)) for word in text.split()]


def words(tokens: tuple[int, ...]) -> str:
    names = {number: word for word, number in WORDS.items()} | {BOS: "<s>", EOS: "</s>"}
    return " ".join(names[token] for token in tokens)


units = st.lists(
    st.builds(
        Unit,
        text=st.integers(1, 130).map(lambda count: " ".join(f"w{n}" for n in range(count))),
        item=st.booleans(),
        heading=st.sampled_from(["", "Utfordringer", "Forslag til tiltak"]),
        lead_in=st.sampled_from(["", "Vi ber om:"]),
    ),
    max_size=30,
)


@settings(deadline=None)
@given(units, st.integers(1, TOKENS))
def test_each_statement_is_judged_once_in_order_and_windows_stay_short(
    document: list[Unit], first: int
) -> None:
    windows = Builder(tokenise).windows(document, first=first)
    assert [number for window in windows for number, _, _ in window.targets] == list(range(len(document)))
    for window in windows:
        assert len(window.tokens) <= 512
        for number, start, end in window.targets:
            assert 0 < start < end <= len(window.tokens)
            assert window.tokens[end - 1] == EOS
            assert end - start <= LONGEST + 1, number


def test_a_window_shows_heading_lead_in_and_neighbours() -> None:
    document = [
        Unit("Saken gjelder drift.", heading="Innledning"),
        Unit("felles løsning", item=True, heading="Tiltak", lead_in="Vi ber om:"),
        Unit("Hilsen oss", heading="Tiltak"),
    ]
    window = Builder(tokenise).windows(document, first=3, tokens=3)[1]
    assert words(window.tokens) == (
        "<s> # Innledning </s> Saken gjelder drift. </s> # Tiltak </s> Vi ber om: </s> - felles løsning </s> "
        "Hilsen oss </s>"
    )
    assert [number for number, _, _ in window.targets] == [1]
