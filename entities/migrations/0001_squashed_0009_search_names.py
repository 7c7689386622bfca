import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from entities.migrations._tables import CreateTables


class Migration(migrations.Migration):

    replaces = [
        ('entities', '0001_initial'),
        ('entities', '0002_name_changes'),
        ('entities', '0003_ledger'),
        ('entities', '0004_names_curated'),
        ('entities', '0005_duplicates'),
        ('entities', '0006_names_found_by_blocks'),
        ('entities', '0007_lists_and_tokens'),
        ('entities', '0008_blocks_anew'),
        ('entities', '0009_search_names'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name='Alias',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=300)),
                        ('key', models.CharField(db_index=True, editable=False, max_length=300)),
                        ('entity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='entities.entity')),
                        ('form', models.CharField(choices=[('name', 'name'), ('former', 'former name'), ('short', 'short form or acronym'), ('people', 'what its people are called'), ('seat', 'capital or seat of government')], default='name', max_length=10)),
                        ('script', models.CharField(blank=True, editable=False, max_length=4)),
                        ('source', models.CharField(blank=True, max_length=200)),
                        ('blocks', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), default=list, editable=False, size=None)),
                    ],
                    options={
                        'verbose_name_plural': 'aliases',
                        'ordering': ['name'],
                        'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['blocks'], name='alias_blocks'), django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('key', config='simple'), fastupdate=False, name='alias_words')],
                        'constraints': [models.UniqueConstraint(fields=('entity', 'name'), name='alias_once_an_entity'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='alias_named'), models.CheckConstraint(condition=models.Q(('key', ''), _negated=True), name='alias_has_key'), models.CheckConstraint(condition=models.Q(('form__in', ['name', 'former', 'short', 'people', 'seat'])), name='alias_form_known')],
                        'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "entities_aliasevent" ("entity_id", "form", "id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (NEW."entity_id", NEW."form", NEW."id", NEW."key", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."source"); RETURN NULL;', hash='96777b846e167b5234b9d19875a633a0d09ee5b6', operation='INSERT', pgid='pgtrigger_insert_insert_6f9fa', table='entities_alias', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."entity_id" IS DISTINCT FROM (NEW."entity_id") OR OLD."form" IS DISTINCT FROM (NEW."form") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."key" IS DISTINCT FROM (NEW."key") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."source" IS DISTINCT FROM (NEW."source"))', func='INSERT INTO "entities_aliasevent" ("entity_id", "form", "id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."entity_id", OLD."form", OLD."id", OLD."key", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."source"); RETURN NULL;', hash='9888f411c87b2fdc4a3a79f706197a7b31e6920a', operation='UPDATE', pgid='pgtrigger_update_update_806ba', table='entities_alias', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "entities_aliasevent" ("entity_id", "form", "id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source") VALUES (OLD."entity_id", OLD."form", OLD."id", OLD."key", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source"); RETURN NULL;', hash='d2bf942074f89059531cbb0bf0b36db0498c1560', operation='DELETE', pgid='pgtrigger_delete_delete_6a214', table='entities_alias', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Entity',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=300)),
                        ('kind', models.CharField(choices=[('person', 'person'), ('organisation', 'organisation'), ('state', 'state'), ('place', 'place'), ('outlet', 'outlet'), ('item', 'weapon or other item'), ('group', 'group'), ('unnamed', 'unnamed source')], default='person', max_length=20)),
                        ('description', models.CharField(blank=True, help_text='One line: role or what it is.', max_length=300)),
                        ('notes', models.TextField(blank=True)),
                        ('context', models.CharField(blank=True, max_length=300)),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('demo', models.BooleanField(default=False)),
                        ('canonical', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stands_for', to='entities.entity')),
                        ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_here', to='entities.entity')),
                    ],
                    options={
                        'verbose_name_plural': 'entities',
                        'ordering': ['name', 'id'],
                        'permissions': [('curate', 'Can curate names: create, rename, alias, merge')],
                        'indexes': [models.Index(fields=['kind', 'name', 'id'], name='entities_en_kind_01b90b_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='entity_named'), models.CheckConstraint(condition=models.Q(('kind__in', ['person', 'organisation', 'state', 'place', 'outlet', 'item', 'group', 'unnamed'])), name='entity_kind_known'), models.CheckConstraint(condition=models.Q(models.Q(('canonical', None), ('merged_into', None)), models.Q(('canonical__isnull', False), ('merged_into__isnull', False)), _connector='OR'), name='entity_merged_has_canonical'), models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(models.Q(('merged_into', models.F('id')), _negated=True), models.Q(('canonical', models.F('id')), _negated=True)), _connector='OR'), name='entity_not_merged_into_itself')],
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "entities_entityevent" ("canonical_id", "context", "demo", "description", "id", "kind", "made_at", "made_by_id", "merged_into_id", "name", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."canonical_id", OLD."context", OLD."demo", OLD."description", OLD."id", OLD."kind", OLD."made_at", OLD."made_by_id", OLD."merged_into_id", OLD."name", OLD."notes", _pgh_attach_context(), NOW(), \'update\', OLD."id"); RETURN NULL;', hash='d6e239e2d73ec8d607aafb7eaa97a12b6cfca11c', operation='UPDATE', pgid='pgtrigger_update_update_1c1de', table='entities_entity', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "entities_entityevent" ("canonical_id", "context", "demo", "description", "id", "kind", "made_at", "made_by_id", "merged_into_id", "name", "notes", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."canonical_id", OLD."context", OLD."demo", OLD."description", OLD."id", OLD."kind", OLD."made_at", OLD."made_by_id", OLD."merged_into_id", OLD."name", OLD."notes", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='aa61ba70b8e3d58145d6c69d46304f4fac71ed2d', operation='DELETE', pgid='pgtrigger_delete_delete_ab189', table='entities_entity', when='AFTER')), pgtrigger.compiler.Trigger(name='name_changed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."canonical_id" IS DISTINCT FROM (NEW."canonical_id") OR OLD."name" IS DISTINCT FROM (NEW."name"))', func='\n                    INSERT INTO entities_namechange (entity_id, at, followed) VALUES (NEW.id, clock_timestamp(), false)\n                    ON CONFLICT (entity_id) DO UPDATE SET at = EXCLUDED.at, followed = false;\n                    RETURN NULL;\n                ', hash='37ccc39d130b54b8a36a81245c0f9f3ec925b02a', operation='UPDATE', pgid='pgtrigger_name_changed_a3fe7', table='entities_entity', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='AliasEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=300)),
                        ('key', models.CharField(editable=False, max_length=300)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='entities.alias')),
                        ('entity', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.entity')),
                        ('form', models.CharField(choices=[('name', 'name'), ('former', 'former name'), ('short', 'short form or acronym'), ('people', 'what its people are called'), ('seat', 'capital or seat of government')], default='name', max_length=10)),
                        ('source', models.CharField(blank=True, max_length=200)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='EntityEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=300)),
                        ('kind', models.CharField(choices=[('person', 'person'), ('organisation', 'organisation'), ('state', 'state'), ('place', 'place'), ('outlet', 'outlet'), ('item', 'weapon or other item'), ('group', 'group'), ('unnamed', 'unnamed source')], default='person', max_length=20)),
                        ('description', models.CharField(blank=True, help_text='One line: role or what it is.', max_length=300)),
                        ('notes', models.TextField(blank=True)),
                        ('context', models.CharField(blank=True, max_length=300)),
                        ('made_at', models.DateTimeField(auto_now_add=True)),
                        ('demo', models.BooleanField(default=False)),
                        ('canonical', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.entity')),
                        ('made_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('merged_into', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.entity')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='entities.entity')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Merge',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(auto_now_add=True)),
                        ('undone_at', models.DateTimeField(null=True)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('gone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges_gone', to='entities.entity')),
                        ('kept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='merges_kept', to='entities.entity')),
                        ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-at', '-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kept', models.F('gone')), _negated=True), name='merge_of_two'), models.UniqueConstraint(condition=models.Q(('undone_at', None)), fields=('gone',), name='merge_once_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('undone_at', None), ('undone_by', None)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False)), _connector='OR'), name='merge_undone_by_somebody')],
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "entities_mergeevent" ("at", "by_id", "gone_id", "id", "kept_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "undone_at", "undone_by_id") VALUES (OLD."at", OLD."by_id", OLD."gone_id", OLD."id", OLD."kept_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."undone_at", OLD."undone_by_id"); RETURN NULL;', hash='518470f715567fb27ebd6362b73e7c8ac35b5267', operation='UPDATE', pgid='pgtrigger_update_update_56b78', table='entities_merge', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "entities_mergeevent" ("at", "by_id", "gone_id", "id", "kept_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "undone_at", "undone_by_id") VALUES (OLD."at", OLD."by_id", OLD."gone_id", OLD."id", OLD."kept_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."undone_at", OLD."undone_by_id"); RETURN NULL;', hash='4cf76d8f7e399d79eb3da0e0506bac0450b45839', operation='DELETE', pgid='pgtrigger_delete_delete_947c2', table='entities_merge', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='MergeEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('at', models.DateTimeField(auto_now_add=True)),
                        ('undone_at', models.DateTimeField(null=True)),
                        ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('gone', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.entity')),
                        ('kept', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.entity')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='entities.merge')),
                        ('undone_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='NameChange',
                    fields=[
                        ('entity', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='name_change', serialize=False, to='entities.entity')),
                        ('at', models.DateTimeField()),
                        ('followed', models.BooleanField(default=False)),
                    ],
                    options={
                        'ordering': ['at', 'entity_id'],
                    },
                ),
                migrations.CreateModel(
                    name='Act',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=40)),
                        ('words', models.CharField(max_length=500)),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('is_undoing', models.BooleanField(default=False)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to=settings.AUTH_USER_MODEL)),
                        ('part_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='entities.act')),
                        ('undoes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='undone_by', to='entities.act')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'permissions': [('see_ledger', 'Can see the ledger of everything people did')],
                        'indexes': [models.Index(fields=['by', '-id'], name='entities_ac_by_id_4cea08_idx'), models.Index(fields=['kind', '-id'], name='entities_ac_kind_f520e1_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', ''), _negated=True), models.Q(('words', ''), _negated=True)), name='act_says_what'), models.CheckConstraint(condition=models.Q(('is_undoing', False), ('undoes__isnull', False), _connector='OR'), name='act_undoing_has_its_act'), models.CheckConstraint(condition=models.Q(models.Q(('undoes', models.F('id')), _negated=True), models.Q(('part_of', models.F('id')), _negated=True)), name='act_is_not_its_own')],
                        'triggers': [pgtrigger.compiler.Trigger(name='acts_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='7e4fd8c9531845686e4eb4b5ef54b93aaa2cab1b', operation='UPDATE', pgid='pgtrigger_acts_stay_c5f63', table='entities_act', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='ActRow',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('model', models.CharField(max_length=60)),
                        ('row', models.BigIntegerField()),
                        ('before', models.JSONField(null=True)),
                        ('after', models.JSONField(null=True)),
                        ('act', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='entities.act')),
                    ],
                    options={
                        'ordering': ['id'],
                        'indexes': [models.Index(fields=['model', 'row', '-act'], name='entities_ac_model_4c840b_idx')],
                        'triggers': [pgtrigger.compiler.Trigger(name='act_rows_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='459cd0f77256043dc5f1af0ca459c3ac80857dfb', operation='UPDATE', pgid='pgtrigger_act_rows_stay_00c72', table='entities_actrow', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Affiliation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(blank=True, max_length=200)),
                        ('since', models.DateField(blank=True, null=True)),
                        ('until', models.DateField(blank=True, null=True)),
                        ('source', models.CharField(blank=True, max_length=200)),
                        ('entity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to='entities.entity')),
                        ('of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='entities.entity')),
                    ],
                    options={
                        'ordering': [models.OrderBy(models.F('since'), descending=True, nulls_last=True), 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('entity', models.F('of')), _negated=True), name='affiliation_of_two'), models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gte', models.F('since')), _connector='OR'), name='affiliation_ends_after_it_begins'), models.UniqueConstraint(fields=('entity', 'of', 'role', 'since'), name='affiliation_once_a_day', nulls_distinct=False)],
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "entities_affiliationevent" ("entity_id", "id", "of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since", "source", "until") VALUES (OLD."entity_id", OLD."id", OLD."of_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."role", OLD."since", OLD."source", OLD."until"); RETURN NULL;', hash='f87abd084fa0c36808aba3551c738c29ad421c8e', operation='UPDATE', pgid='pgtrigger_update_update_113c8', table='entities_affiliation', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "entities_affiliationevent" ("entity_id", "id", "of_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "since", "source", "until") VALUES (OLD."entity_id", OLD."id", OLD."of_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."since", OLD."source", OLD."until"); RETURN NULL;', hash='0f0d5c80cdca7e36f84319a73150946eb6d009b0', operation='DELETE', pgid='pgtrigger_delete_delete_0f885', table='entities_affiliation', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='AffiliationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('role', models.CharField(blank=True, max_length=200)),
                        ('since', models.DateField(blank=True, null=True)),
                        ('until', models.DateField(blank=True, null=True)),
                        ('source', models.CharField(blank=True, max_length=200)),
                        ('entity', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.entity')),
                        ('of', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.entity')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='entities.affiliation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='ExternalId',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('scheme', models.CharField(max_length=40)),
                        ('value', models.CharField(max_length=200)),
                        ('entity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='external_ids', to='entities.entity')),
                    ],
                    options={
                        'verbose_name': 'external id',
                        'ordering': ['scheme', 'value'],
                        'constraints': [models.UniqueConstraint(fields=('scheme', 'value'), name='external_id_of_one'), models.CheckConstraint(condition=models.Q(('scheme__regex', '^[a-z0-9-]+$'), models.Q(('value', ''), _negated=True)), name='external_id_whole'), models.CheckConstraint(condition=models.Q(models.Q(('scheme', 'wikidata'), _negated=True), ('value__regex', '^Q[1-9][0-9]*$'), _connector='OR'), name='external_id_of_wikidata')],
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "entities_externalidevent" ("entity_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "value") VALUES (OLD."entity_id", OLD."id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."scheme", OLD."value"); RETURN NULL;', hash='9c2b04cfd81fcd9fe90aefe469eb8d772e3a4389', operation='UPDATE', pgid='pgtrigger_update_update_e670a', table='entities_externalid', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "entities_externalidevent" ("entity_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scheme", "value") VALUES (OLD."entity_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."scheme", OLD."value"); RETURN NULL;', hash='053bbd1d48de043f7ebc9a75e7d2a49d02bfad1f', operation='DELETE', pgid='pgtrigger_delete_delete_515b9', table='entities_externalid', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='ExternalIdEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('scheme', models.CharField(max_length=40)),
                        ('value', models.CharField(max_length=200)),
                        ('entity', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.entity')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='entities.externalid')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='PassedOver',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=300)),
                        ('key', models.CharField(max_length=300, unique=True)),
                        ('why', models.CharField(choices=[('no_name', 'not a name'), ('ignored', 'always ignored')], max_length=10)),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name_plural': 'passed over',
                        'ordering': ['name'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('key', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='passed_over_named'), models.CheckConstraint(condition=models.Q(('why__in', ['no_name', 'ignored'])), name='passed_over_why_known')],
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "entities_passedoverevent" ("at", "by_id", "id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "why") VALUES (OLD."at", OLD."by_id", OLD."id", OLD."key", OLD."name", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."why"); RETURN NULL;', hash='d9a8a434eabd0d02b2578dbecb545959647fe042', operation='UPDATE', pgid='pgtrigger_update_update_ae352', table='entities_passedover', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "entities_passedoverevent" ("at", "by_id", "id", "key", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "why") VALUES (OLD."at", OLD."by_id", OLD."id", OLD."key", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."why"); RETURN NULL;', hash='1a657dfc47116c27c2fb11765a24f4636151b8f0', operation='DELETE', pgid='pgtrigger_delete_delete_60b08', table='entities_passedover', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='PassedOverEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('name', models.CharField(max_length=300)),
                        ('key', models.CharField(max_length=300)),
                        ('why', models.CharField(choices=[('no_name', 'not a name'), ('ignored', 'always ignored')], max_length=10)),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='entities.passedover')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Relation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('tie', models.CharField(choices=[('is_a', 'is a'), ('of', 'is of'), ('part_of', 'is part of'), ('follows', 'was before')], max_length=10)),
                        ('term', models.CharField(blank=True, max_length=200)),
                        ('source', models.CharField(blank=True, max_length=200)),
                        ('entity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='entities.entity')),
                        ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='related', to='entities.entity')),
                    ],
                    options={
                        'ordering': ['entity_id', 'tie', 'pk'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('tie__in', ['is_a', 'of', 'part_of', 'follows'])), name='relation_tie_known'), models.CheckConstraint(condition=models.Q(models.Q(('other', None), models.Q(('term', ''), _negated=True)), models.Q(('other__isnull', False), ('term', '')), _connector='OR'), name='relation_to_an_entity_or_a_term'), models.CheckConstraint(condition=models.Q(('other__isnull', False), ('tie', 'is_a'), _connector='OR'), name='relation_to_a_term_is_a'), models.CheckConstraint(condition=models.Q(('other', None), models.Q(('entity', models.F('other')), _negated=True), _connector='OR'), name='relation_of_two'), models.UniqueConstraint(fields=('entity', 'tie', 'other', 'term'), name='relation_once', nulls_distinct=False)],
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "entities_relationevent" ("entity_id", "id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "term", "tie") VALUES (OLD."entity_id", OLD."id", OLD."other_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."source", OLD."term", OLD."tie"); RETURN NULL;', hash='0871e1ca95b8f15a8576ddbfc2b29ff47751a5bf', operation='UPDATE', pgid='pgtrigger_update_update_95578', table='entities_relation', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "entities_relationevent" ("entity_id", "id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "source", "term", "tie") VALUES (OLD."entity_id", OLD."id", OLD."other_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."source", OLD."term", OLD."tie"); RETURN NULL;', hash='c3e4925b5cae9b22dc50d7723363beee5b412d46', operation='DELETE', pgid='pgtrigger_delete_delete_5f0d5', table='entities_relation', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='RelationEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('tie', models.CharField(choices=[('is_a', 'is a'), ('of', 'is of'), ('part_of', 'is part of'), ('follows', 'was before')], max_length=10)),
                        ('term', models.CharField(blank=True, max_length=200)),
                        ('source', models.CharField(blank=True, max_length=200)),
                        ('entity', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.entity')),
                        ('other', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.entity')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='entities.relation')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='DuplicateSearch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('newest', models.BigIntegerField(default=0)),
                        ('entities', models.PositiveIntegerField(default=0)),
                        ('seconds', models.FloatField(default=0)),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ],
                ),
                migrations.CreateModel(
                    name='Duplicate',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('probability', models.FloatField()),
                        ('why', models.CharField(max_length=500)),
                        ('found_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='entities.entity')),
                        ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='entities.entity')),
                    ],
                    options={
                        'ordering': ['-probability', 'pk'],
                        'abstract': False,
                        'indexes': [models.Index(fields=['-probability', 'id'], name='entities_du_probabi_e29a6c_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='duplicate_lower_first'), models.UniqueConstraint(fields=('one', 'other'), name='duplicate_once')],
                    },
                ),
                migrations.CreateModel(
                    name='NotTheSame',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='entities.entity')),
                        ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='entities.entity')),
                    ],
                    options={
                        'abstract': False,
                        'constraints': [models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='notthesame_lower_first'), models.UniqueConstraint(fields=('one', 'other'), name='notthesame_once')],
                    },
                ),
                migrations.CreateModel(
                    name='NameList',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=300)),
                        ('form', models.CharField(choices=[('csv', 'CSV'), ('jsonl', 'JSON Lines'), ('wikidata', 'entities from Wikidata')], max_length=10)),
                        ('kind', models.CharField(blank=True, choices=[('person', 'person'), ('organisation', 'organisation'), ('state', 'state'), ('place', 'place'), ('outlet', 'outlet'), ('item', 'weapon or other item'), ('group', 'group'), ('unnamed', 'unnamed source')], max_length=20)),
                        ('text', models.TextField()),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('brought_at', models.DateTimeField(null=True)),
                        ('report', models.JSONField(null=True)),
                        ('brought_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('form__in', ['csv', 'jsonl', 'wikidata'])), name='name_list_form_known'), models.CheckConstraint(condition=models.Q(models.Q(('brought_at', None), ('brought_by', None)), models.Q(('brought_at__isnull', False), ('brought_by__isnull', False)), _connector='OR'), name='name_list_brought_by_somebody')],
                    },
                ),
                migrations.CreateModel(
                    name='ReconcileToken',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('label', models.CharField(max_length=100)),
                        ('digest', models.CharField(editable=False, max_length=64, unique=True)),
                        ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('used_at', models.DateTimeField(null=True)),
                        ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='reconcile_token_labelled')],
                    },
                ),
            ],
        ),
    ]
