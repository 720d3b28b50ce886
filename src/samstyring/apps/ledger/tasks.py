"""Background jobs of the ledger."""

from django_tasks import task

from . import heads


@task()
def store_head() -> str:
    """Store today's signed head, unless it is there already; the file's name."""
    return heads.store_daily_head().name
