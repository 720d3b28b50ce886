"""The shell of the site as a Django app: it brings no models, only checks of the navigation and the doors."""

from django.apps import AppConfig
from django.core import checks


class SiteConfig(AppConfig):
    name = "samstyring.site"
    label = "site"

    def ready(self) -> None:
        from samstyring.site import doors, navigation

        checks.register(navigation.check_navigation, checks.Tags.urls)
        checks.register(doors.check_doors, checks.Tags.urls)
