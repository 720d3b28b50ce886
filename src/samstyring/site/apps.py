"""The shell of the site as a Django app: it brings no models, only a check of the navigation."""

from django.apps import AppConfig
from django.core import checks


class SiteConfig(AppConfig):
    name = "samstyring.site"
    label = "site"

    def ready(self) -> None:
        from samstyring.site import navigation

        checks.register(navigation.check_navigation, checks.Tags.urls)
