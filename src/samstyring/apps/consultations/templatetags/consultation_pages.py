"""Small helps for the templates of this room."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def get(mapping: Mapping[Any, Any], key: object) -> Any:
    """What a mapping has under a key; an empty text where it has nothing."""
    return mapping.get(key, "")
