"""Background jobs of this room: large sheets. Each may run twice and leaves the same result."""

from django_tasks import task


@task()
def look_at_sheet(upload: int) -> str:
    """Work out what a large sheet would change. Returns the stage it came to."""
    from samstyring.apps.actors.sheets.desk import look_in_background

    from .sheets.desk import DESK

    return look_in_background(DESK, upload)


@task()
def take_sheet(upload: int, key: str) -> str:
    """Take a large sheet in, where it still changes what was looked at. Returns what became of it."""
    from samstyring.apps.actors.sheets.desk import take_in_background

    from .sheets.desk import DESK

    return take_in_background(DESK, upload, key)
