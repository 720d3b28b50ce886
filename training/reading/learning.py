"""One training run: windows in random cuts, two losses, rounding switched on for the last part."""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from base_model import BaseModel
from labelled import LabelledDocument, Labels
from network import Network
from torch import Tensor
from torch.nn import functional

from samstyring.engines.text_analysis.windows import Builder, Unit, Window


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train. `layers` of the base model are kept, the lowest `frozen` of them as they are; from the
    share `round_from` of the steps on, weights are rounded as they will be stored."""

    layers: int = 8
    frozen: int = 3
    epochs: int = 10
    batch: int = 8
    rate: float = 3e-4
    head_rate: float = 3e-3
    smoothing: float = 0.05
    balance: float = 0.5
    theme_share: float = 1.0
    round_from: float = 0.75
    dropout: float = 0.1
    least_tokens: int = 80
    most_tokens: int = 200
    seed: int = 1


def weights(labels: Sequence[str], names: Sequence[str], power: float) -> Tensor:
    """Weights that lift rare labels: (mean count / count) ** power, at most 5."""
    count = Counter(labels)
    mean = sum(count[name] for name in names) / len(names)
    return torch.tensor([min(5.0, (mean / max(1, count[name])) ** power) for name in names])


def train(
    documents: Sequence[LabelledDocument],
    base: BaseModel,
    builder: Builder,
    labels: Labels,
    settings: Settings,
    *,
    start: Network | None = None,
    watch: Callable[[Network], None] | None = None,
) -> Network:
    """A network trained on `documents`, from the base or on from `start`.

    The same input and settings give the same network on the same machine.
    """
    torch.manual_seed(settings.seed)
    chance = random.Random(settings.seed)  # noqa: S311  # the order of training, no secret
    network = start or Network(
        base,
        layers=list(range(settings.layers)),
        types=len(labels.types),
        themes=len(labels.themes),
        dropout=settings.dropout,
    )
    network.freeze(settings.frozen)
    optimiser, schedule, total = _optimiser(network, documents, builder, settings)
    given = [unit for document in documents for unit in document.units if unit.type]
    type_weights = weights([unit.type for unit in given], labels.types, settings.balance)
    theme_weights = weights([unit.theme for unit in given], labels.themes, settings.balance)
    network.train()
    step, began = 0, time.monotonic()
    for epoch in range(settings.epochs):
        losses = []
        for tokens, real, spans, types, themes in _epoch(documents, builder, labels, settings, chance):
            if step >= settings.round_from * total:
                network.round_weights()
            with torch.autocast("cpu", torch.bfloat16):
                type_scores, theme_scores, _ = network(tokens, real, spans)
            options = {"label_smoothing": settings.smoothing, "ignore_index": -1}
            loss = functional.cross_entropy(type_scores.float(), types, type_weights, **options)
            if len(labels.themes) > 1:
                theme_loss = functional.cross_entropy(theme_scores.float(), themes, theme_weights, **options)
                loss = loss + settings.theme_share * theme_loss
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            losses.append(loss.item())
        print(
            f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, {time.monotonic() - began:.0f} s",
            file=sys.stderr,
            flush=True,
        )
        if watch is not None and epoch % 2:
            watch(network.eval())
            network.train()
    network.round_weights()
    return network.eval()


def _optimiser(
    network: Network, documents: Sequence[LabelledDocument], builder: Builder, settings: Settings
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler, int]:
    mean = (settings.least_tokens + settings.most_tokens) // 2
    windows = sum(len(builder.windows(_units(d), first=mean, tokens=mean)) for d in documents)
    total = int(settings.epochs * windows / settings.batch * 1.05) + 1
    heads = [*network.type_head.parameters(), *network.theme_head.parameters()]
    known = {id(parameter) for parameter in heads}
    body = [p for p in network.parameters() if p.requires_grad and id(p) not in known]
    groups = [{"params": body, "lr": settings.rate}, {"params": heads, "lr": settings.head_rate}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    warm = max(1, total // 10)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / warm, max(0.02, (total - step) / max(1, total - warm)))
    )
    return optimiser, schedule, total


def _units(document: LabelledDocument) -> list[Unit]:
    return [unit.unit for unit in document.units]


def _epoch(
    documents: Sequence[LabelledDocument],
    builder: Builder,
    labels: Labels,
    settings: Settings,
    chance: random.Random,
) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor, Tensor]]:
    """Batches of windows, cut anew, in a new order; now and then without headings."""
    cut: list[tuple[Window, LabelledDocument]] = []
    for document in documents:
        size = chance.randint(settings.least_tokens, settings.most_tokens)
        units = _units(document)
        if chance.random() < 0.1:
            units = [Unit(unit.text, unit.item, "", unit.lead_in) for unit in units]
        made = builder.windows(units, first=chance.randint(1, size), tokens=size)
        cut.extend((window, document) for window in made)
    # Windows of like length share a batch (little to fill up); batches and their members come in a new order.
    cut.sort(key=lambda made: len(made[0].tokens) + chance.random())
    batches = [cut[start : start + settings.batch] for start in range(0, len(cut), settings.batch)]
    chance.shuffle(batches)
    for batch in batches:
        tokens, real, spans = collate([window for window, _ in batch])
        given = [document.units[number] for window, document in batch for number, _, _ in window.targets]
        types = [labels.types.index(unit.type) if unit.type else -1 for unit in given]
        themes = [labels.themes.index(unit.theme) if unit.theme in labels.themes else -1 for unit in given]
        if any(number >= 0 for number in types):
            yield tokens, real, spans, torch.tensor(types), torch.tensor(themes)


def collate(windows: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    """Windows as one batch: tokens (filled up with 1), which of them are real, and spans."""
    longest = max(len(window.tokens) for window in windows)
    tokens = torch.ones(len(windows), longest, dtype=torch.long)
    real = torch.zeros(len(windows), longest, dtype=torch.bool)
    spans = []
    for row, window in enumerate(windows):
        tokens[row, : len(window.tokens)] = torch.tensor(window.tokens)
        real[row, : len(window.tokens)] = True
        spans.extend((row, start, end) for _, start, end in window.targets)
    return tokens, real, torch.tensor(spans)


@torch.no_grad()
def predict(network: Network, document: LabelledDocument, builder: Builder) -> tuple[np.ndarray, np.ndarray]:
    """Type scores and theme scores (log-odds) of every unit in a document."""
    rows: list[tuple[Tensor, Tensor]] = []
    windows = builder.windows(_units(document))
    for start in range(0, len(windows), 16):
        batch = collate(windows[start : start + 16])
        with torch.autocast("cpu", torch.bfloat16):
            types, themes, _ = network(*batch)
        rows.append((types.float(), themes.float()))
    return torch.cat([t for t, _ in rows]).numpy(), torch.cat([t for _, t in rows]).numpy()
