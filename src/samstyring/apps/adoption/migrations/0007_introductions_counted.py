from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('actors', '0005_notices'),
        ('adoption', '0006_waves_hours_and_load'),
        ('portfolio', '0001_measures_and_roadmaps'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='introduction',
            name='introduction_of_measure',
        ),
        migrations.AddIndex(
            model_name='introduction',
            index=models.Index(fields=['measure', 'status', 'stand', 'organisation', 'visibility', 'owner_organisation'], name='introduction_counted'),
        ),
    ]
