"""A system check: whoever extends Visible keeps its constraints in the database."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register

from samstyring.apps.actors.visibility import Visible


def missing_constraints(model: type[Visible]) -> set[str]:
    """The names of the constraints of Visible that a model lacks."""
    wanted = {
        f"{model._meta.app_label}_{model._meta.model_name}_{rule}"
        for rule in ("known_visibility", "closed_has_owner")
    }
    return wanted - {constraint.name for constraint in model._meta.constraints}


@register
def visible_models_keep_their_constraints(*_: Any, **__: Any) -> list[CheckMessage]:
    """An error for each model that extends Visible without letting its Meta extend Visible.Meta."""
    return [
        Error(
            f"{model._meta.label} lacks the constraints {', '.join(sorted(lacking))}.",
            hint="Write: class Meta(Visible.Meta): constraints = [*Visible.Meta.constraints, …].",
            obj=model,
            id="actors.E001",
        )
        for model in apps.get_models()
        if issubclass(model, Visible) and (lacking := missing_constraints(model))
    ]
