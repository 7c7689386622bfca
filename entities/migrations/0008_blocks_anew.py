from django.db import migrations


def take_apart(apps, schema_editor):
    """Initials have keys of their own: they were shared by hundreds who share nothing else."""
    from matching.names.blocks import stored_under

    Alias = apps.get_model("entities", "Alias")
    rows = list(Alias.objects.only("name"))
    for row in rows:
        row.blocks = list(stored_under(row.name))
    Alias.objects.bulk_update(rows, ["blocks"], batch_size=1000)


class Migration(migrations.Migration):

    dependencies = [
        ("entities", "0007_lists_and_tokens"),
    ]

    operations = [
        migrations.RunPython(take_apart, migrations.RunPython.noop),
    ]
