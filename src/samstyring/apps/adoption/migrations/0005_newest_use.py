"""The newest use of each introduction in a table of its own, filled in from the figures that are there."""

from collections import defaultdict

import django.db.models.deletion
from django.db import migrations, models

from samstyring.apps.adoption.use import Figure, fell_back, newest

AT_ONCE = 1000


def fill_in(apps, _schema):
    """What `actions.newest_use` keeps from now on."""
    figures = apps.get_model("adoption", "UseFigure").objects
    kept = apps.get_model("adoption", "NewestUse")
    keys = list(figures.order_by().values_list("introduction_id", flat=True).distinct())
    for place in range(0, len(keys), AT_ONCE):
        found = defaultdict(list)
        rows = figures.filter(introduction__in=keys[place : place + AT_ONCE]).order_by()
        for key, year, month, active, eligible in rows.values_list(
            "introduction_id", "year", "month", "active", "eligible"
        ):
            found[key].append(Figure(year, month or 0, active, eligible))
        kept.objects.bulk_create([_row(kept, key, known) for key, known in found.items()])


def _row(kept, key, known):
    known = sorted(known, reverse=True)
    now, fall = newest(known), fell_back(known)
    row = kept(introduction_id=key, year=now.year, month=now.month, active=now.active, eligible=now.eligible)
    if fall:
        best = fall.best
        row.best_year, row.best_month = best.year, best.month
        row.best_active, row.best_eligible = best.active, best.eligible
        row.left = fall.left
    return row


class Migration(migrations.Migration):

    dependencies = [
        ('adoption', '0004_sheets_in_the_background'),
    ]

    operations = [
        migrations.CreateModel(
            name='NewestUse',
            fields=[
                ('introduction', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='newest_use', serialize=False, to='adoption.introduction')),
                ('year', models.PositiveSmallIntegerField()),
                ('month', models.PositiveSmallIntegerField()),
                ('active', models.PositiveIntegerField()),
                ('eligible', models.PositiveIntegerField(null=True)),
                ('best_year', models.PositiveSmallIntegerField(null=True)),
                ('best_month', models.PositiveSmallIntegerField(null=True)),
                ('best_active', models.PositiveIntegerField(null=True)),
                ('best_eligible', models.PositiveIntegerField(null=True)),
                ('left', models.FloatField(null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('best_active', None), ('best_eligible', None), ('best_month', None), ('best_year', None), ('left', None)), models.Q(('best_active__isnull', False), ('best_month__isnull', False), ('best_year__isnull', False), ('left__isnull', False)), _connector='OR'), name='newestuse_fall_whole')],
            },
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
