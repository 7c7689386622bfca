import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from entities.migrations._tables import CreateTables


class Migration(migrations.Migration):

    replaces = [
        ('claims', '0001_initial'),
        ('claims', '0002_learn_from_decisions'),
        ('claims', '0003_ledger'),
        ('claims', '0004_parts_and_judgements'),
        ('claims', '0005_mark_through_the_ledger'),
        ('claims', '0006_watch'),
        ('claims', '0007_merge_claims'),
        ('claims', '0008_weigh_once'),
        ('claims', '0009_in_hand'),
        ('claims', '0010_arrange_the_board'),
        ('claims', '0011_preferences_and_digests'),
        ('claims', '0012_language_and_clock'),
        ('claims', '0013_discussion'),
        ('claims', '0014_links_accepted'),
    ]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('entities', '0008_blocks_anew'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('sources', '0008_copies'),
    ]

    operations = [
        CreateTables(
            models=[
                migrations.CreateModel(
                    name='ClaimLexeme',
                    fields=[
                        ('word', models.TextField(primary_key=True, serialize=False)),
                        ('documents', models.PositiveIntegerField()),
                        ('counted_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='StatementLexeme',
                    fields=[
                        ('word', models.TextField(primary_key=True, serialize=False)),
                        ('documents', models.PositiveIntegerField()),
                        ('counted_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Claim',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('attempts', models.PositiveSmallIntegerField(default=0, editable=False)),
                        ('taken_at', models.DateTimeField(editable=False, null=True)),
                        ('taken_by', models.CharField(blank=True, editable=False, max_length=64)),
                        ('rung_at', models.DateTimeField(editable=False, null=True)),
                        ('set_aside_at', models.DateTimeField(editable=False, null=True)),
                        ('error', models.TextField(blank=True, editable=False)),
                        ('text', models.CharField(max_length=500)),
                        ('note', models.TextField(blank=True)),
                        ('verdict', models.CharField(choices=[('unverified', 'Unverified'), ('corroborated', 'Corroborated'), ('disputed', 'Disputed'), ('confirmed', 'Confirmed'), ('refuted', 'Refuted'), ('inconclusive', 'Inconclusive')], default='unverified', editable=False, max_length=15)),
                        ('work_state', models.CharField(choices=[('new', 'New'), ('in_review', 'In review'), ('another_look', 'Needs another look'), ('settled', 'Settled')], default='new', editable=False, max_length=15)),
                        ('version', models.PositiveIntegerField(default=0, editable=False)),
                        ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('matched_at', models.DateTimeField(editable=False, null=True)),
                        ('demo', models.BooleanField(default=False, editable=False)),
                        ('speaker_terms', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, editable=False, size=None)),
                        ('search', models.GeneratedField(db_persist=True, expression=django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.Func(models.Func(models.F('text'), models.Value(20000), function='left', output_field=models.TextField()), output_field=django.contrib.postgres.search.SearchVectorField(), template="to_tsvector('english'::regconfig, %(expressions)s)"), '||', models.Func(models.Func(models.F('note'), models.Value(20000), function='left', output_field=models.TextField()), output_field=django.contrib.postgres.search.SearchVectorField(), template="to_tsvector('english'::regconfig, %(expressions)s)")), '||', models.Func(models.F('speaker_terms'), function='array_to_tsvector'), output_field=django.contrib.postgres.search.SearchVectorField()), output_field=django.contrib.postgres.search.SearchVectorField())),
                        ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='claims_owned', to=settings.AUTH_USER_MODEL)),
                        ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims_proposed', to=settings.AUTH_USER_MODEL)),
                        ('speaker', models.ForeignKey(blank=True, help_text='Who makes the claim, if one does.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='entities.entity')),
                        ('topic', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='claims', to='claims.topic')),
                        ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='claims.claim')),
                        ('due_on', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['-id'],
                        'permissions': [('decide', 'Can set verdicts')],
                        'abstract': False,
                        'indexes': [django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=['search'], name='claim_search'), models.Index(fields=['-changed_at', '-id'], name='claims_clai_changed_92d8fe_idx'), models.Index(condition=models.Q(('matched_at', None), ('set_aside_at', None)), fields=['rung_at'], name='claim_waiting'), models.Index(condition=models.Q(('merged_into', None)), fields=['work_state', 'verdict', 'topic', 'owner', 'due_on'], name='claim_facets'), models.Index(condition=models.Q(('due_on__isnull', False), ('merged_into', None)), fields=['due_on', 'id'], name='claim_due'), models.Index(condition=models.Q(('work_state', 'another_look'), ('set_aside_at__isnull', False), _connector='OR'), fields=['-changed_at', '-id'], name='claim_alarm')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('set_aside_at', None), models.Q(('error', ''), _negated=True), _connector='OR'), name='claim_set_aside_with_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('taken_at', None), ('taken_by', '')), models.Q(('taken_at__isnull', False), models.Q(('taken_by', ''), _negated=True)), _connector='OR'), name='claim_taken_by_somebody'), models.UniqueConstraint(django.db.models.functions.text.Lower('text'), name='claim_text_once'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='claim_has_text'), models.CheckConstraint(condition=models.Q(('verdict__in', ['unverified', 'corroborated', 'disputed', 'confirmed', 'refuted', 'inconclusive'])), name='claim_verdict_known'), models.CheckConstraint(condition=models.Q(('work_state__in', ['new', 'in_review', 'another_look', 'settled'])), name='claim_work_state_known'), models.CheckConstraint(condition=models.Q(('verdict', 'unverified'), ('version__gte', 1), _connector='OR'), name='claim_verdict_was_decided'), models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('merged_into', models.F('id')), _negated=True), _connector='OR'), name='claim_merged_into_another')],
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."merged_into_id" IS DISTINCT FROM (NEW."merged_into_id") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."speaker_id" IS DISTINCT FROM (NEW."speaker_id") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."topic_id" IS DISTINCT FROM (NEW."topic_id") OR OLD."verdict" IS DISTINCT FROM (NEW."verdict") OR OLD."work_state" IS DISTINCT FROM (NEW."work_state"))', func='INSERT INTO "claims_claimevent" ("due_on", "id", "merged_into_id", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_id", "text", "topic_id", "verdict", "version", "work_state") VALUES (OLD."due_on", OLD."id", OLD."merged_into_id", OLD."note", OLD."owner_id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."speaker_id", OLD."text", OLD."topic_id", OLD."verdict", OLD."version", OLD."work_state"); RETURN NULL;', hash='169c46159fe6001dc89f68692b33acbf2eeffd26', operation='UPDATE', pgid='pgtrigger_update_update_fe4ba', table='claims_claim', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimevent" ("due_on", "id", "merged_into_id", "note", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "speaker_id", "text", "topic_id", "verdict", "version", "work_state") VALUES (OLD."due_on", OLD."id", OLD."merged_into_id", OLD."note", OLD."owner_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."speaker_id", OLD."text", OLD."topic_id", OLD."verdict", OLD."version", OLD."work_state"); RETURN NULL;', hash='e15d62f9c8f136ab96873ee6dcae24981e2d4bd7', operation='DELETE', pgid='pgtrigger_delete_delete_dbf31', table='claims_claim', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='Link',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('suggested', 'suggested'), ('accepted', 'accepted'), ('rejected', 'not related'), ('withdrawn', 'taken back')], default='suggested', max_length=10)),
                        ('stance', models.CharField(blank=True, choices=[('supports', 'supports'), ('denies', 'denies'), ('context', 'context')], max_length=10)),
                        ('guessed_stance', models.CharField(blank=True, choices=[('supports', 'supports'), ('denies', 'denies'), ('context', 'context')], max_length=10)),
                        ('guessed_stance_probability', models.FloatField(blank=True, null=True)),
                        ('probability', models.FloatField(blank=True, null=True)),
                        ('rank', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('features', models.JSONField(blank=True, default=dict)),
                        ('reasons', models.JSONField(blank=True, default=list)),
                        ('model_version', models.CharField(blank=True, max_length=40)),
                        ('made_by', models.CharField(choices=[('machine', 'read by the machine'), ('person', 'added by a person')], default='machine', max_length=10)),
                        ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='claims.claim')),
                        ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='links_decided', to=settings.AUTH_USER_MODEL)),
                        ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='sources.statement')),
                        ('among', models.PositiveIntegerField(blank=True, null=True)),
                    ],
                    options={
                        'ordering': ['-probability', 'id'],
                        'permissions': [('review', 'Can accept and reject links')],
                        'indexes': [models.Index(condition=models.Q(('state', 'suggested')), fields=['-probability', 'id'], name='link_waiting_for_review'), models.Index(fields=['claim', 'state'], name='claims_link_claim_i_a9444a_idx'), models.Index(condition=models.Q(('state', 'accepted')), fields=['statement'], include=('claim', 'stance'), name='link_accepted')],
                        'constraints': [models.UniqueConstraint(fields=('claim', 'statement'), name='link_once'), models.CheckConstraint(condition=models.Q(models.Q(('stance__in', ['supports', 'denies', 'context']), ('state', 'accepted')), models.Q(models.Q(('state', 'accepted'), _negated=True), ('stance', '')), _connector='OR'), name='link_accepted_with_a_stance'), models.CheckConstraint(condition=models.Q(('probability', None), models.Q(('probability__gte', 0), ('probability__lte', 1)), _connector='OR'), name='link_probability_is_one'), models.CheckConstraint(condition=models.Q(('state__in', ['suggested', 'accepted', 'rejected', 'withdrawn'])), name='link_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state__in', ['suggested', 'withdrawn'])), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('state__in', ['accepted', 'rejected'])), _connector='OR'), name='link_decided_by_somebody')],
                        'triggers': [pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_linkevent" ("claim_id", "decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stance", "state", "statement_id") VALUES (OLD."claim_id", OLD."decided_at", OLD."decided_by_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."stance", OLD."state", OLD."statement_id"); RETURN NULL;', hash='4064e9c6fe4cada20a45cd05e77f15d82a58b683', operation='DELETE', pgid='pgtrigger_delete_delete_cdfeb', table='claims_link', when='AFTER')), pgtrigger.compiler.Trigger(name='no_link_on_a_merged_claim', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE merged bigint;', func="\n                    SELECT merged_into_id INTO merged FROM claims_claim WHERE id = NEW.claim_id FOR SHARE;\n                    IF merged IS NULL THEN RETURN NEW; END IF;\n                    IF TG_OP = 'INSERT' AND NEW.state = 'suggested' THEN RETURN NULL; END IF;\n                    RAISE EXCEPTION 'claim % was merged into claim %', NEW.claim_id, merged USING ERRCODE = 'check_violation';\n                    ", hash='03a4f07edbc98a3a35d82dfff4fcc69307fde1c6', operation='INSERT OR UPDATE OF "claim_id"', pgid='pgtrigger_no_link_on_a_merged_claim_8e67d', table='claims_link', when='BEFORE')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."claim_id" IS DISTINCT FROM (NEW."claim_id") OR OLD."stance" IS DISTINCT FROM (NEW."stance") OR OLD."state" IS DISTINCT FROM (NEW."state"))', func='INSERT INTO "claims_linkevent" ("claim_id", "decided_at", "decided_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stance", "state", "statement_id") VALUES (OLD."claim_id", OLD."decided_at", OLD."decided_by_id", OLD."id", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."stance", OLD."state", OLD."statement_id"); RETURN NULL;', hash='ac75b3d3ed217c6e8e7672fa5a59436ae25947a4', operation='UPDATE', pgid='pgtrigger_update_update_761bb', table='claims_link', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='LinkDecision',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('suggested', 'suggested'), ('accepted', 'accepted'), ('rejected', 'not related'), ('withdrawn', 'taken back')], max_length=10)),
                        ('stance', models.CharField(blank=True, choices=[('supports', 'supports'), ('denies', 'denies'), ('context', 'context')], max_length=10)),
                        ('reason', models.CharField(blank=True, choices=[('other_event', 'another event or time'), ('other_subject', 'somebody or something else'), ('too_vague', 'too vague to bear on it'), ('not_a_statement', 'nobody said this'), ('other', 'another reason')], max_length=20)),
                        ('note', models.CharField(blank=True, max_length=500)),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='claims.link')),
                        ('undoes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='undone_by', to='claims.linkdecision')),
                    ],
                    options={
                        'ordering': ['at', 'id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('stance__in', ['supports', 'denies', 'context']), ('state', 'accepted')), models.Q(models.Q(('state', 'accepted'), _negated=True), ('stance', '')), _connector='OR'), name='link_decision_with_a_stance'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['suggested', 'withdrawn']), _negated=True), ('undoes__isnull', False), _connector='OR'), name='link_decision_back_is_an_undo')],
                        'triggers': [pgtrigger.compiler.Trigger(name='link_decisions_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='33e497b68053e02dfb7318b9ec6489358bc3b5fd', operation='UPDATE', pgid='pgtrigger_link_decisions_stay_d5cfe', table='claims_linkdecision', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='LinkEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('state', models.CharField(choices=[('suggested', 'suggested'), ('accepted', 'accepted'), ('rejected', 'not related'), ('withdrawn', 'taken back')], default='suggested', max_length=10)),
                        ('stance', models.CharField(blank=True, choices=[('supports', 'supports'), ('denies', 'denies'), ('context', 'context')], max_length=10)),
                        ('decided_at', models.DateTimeField(blank=True, null=True)),
                        ('claim', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim')),
                        ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.link')),
                        ('statement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='sources.statement')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Topic',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=100)),
                        ('retired', models.BooleanField(db_default=False, default=False, editable=False)),
                    ],
                    options={
                        'ordering': ['name'],
                        'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('name'), name='topic_once'), models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='topic_named')],
                    },
                ),
                migrations.CreateModel(
                    name='ClaimEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('text', models.CharField(max_length=500)),
                        ('note', models.TextField(blank=True)),
                        ('verdict', models.CharField(choices=[('unverified', 'Unverified'), ('corroborated', 'Corroborated'), ('disputed', 'Disputed'), ('confirmed', 'Confirmed'), ('refuted', 'Refuted'), ('inconclusive', 'Inconclusive')], default='unverified', editable=False, max_length=15)),
                        ('work_state', models.CharField(choices=[('new', 'New'), ('in_review', 'In review'), ('another_look', 'Needs another look'), ('settled', 'Settled')], default='new', editable=False, max_length=15)),
                        ('version', models.PositiveIntegerField(default=0, editable=False)),
                        ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.claim')),
                        ('speaker', models.ForeignKey(blank=True, db_constraint=False, help_text='Who makes the claim, if one does.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.entity')),
                        ('topic', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.topic')),
                        ('merged_into', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim')),
                        ('due_on', models.DateField(blank=True, null=True)),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='VerdictChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField()),
                        ('verdict_before', models.CharField(choices=[('unverified', 'Unverified'), ('corroborated', 'Corroborated'), ('disputed', 'Disputed'), ('confirmed', 'Confirmed'), ('refuted', 'Refuted'), ('inconclusive', 'Inconclusive')], max_length=15)),
                        ('verdict', models.CharField(choices=[('unverified', 'Unverified'), ('corroborated', 'Corroborated'), ('disputed', 'Disputed'), ('confirmed', 'Confirmed'), ('refuted', 'Refuted'), ('inconclusive', 'Inconclusive')], max_length=15)),
                        ('work_state_before', models.CharField(choices=[('new', 'New'), ('in_review', 'In review'), ('another_look', 'Needs another look'), ('settled', 'Settled')], max_length=15)),
                        ('work_state', models.CharField(choices=[('new', 'New'), ('in_review', 'In review'), ('another_look', 'Needs another look'), ('settled', 'Settled')], max_length=15)),
                        ('reason', models.TextField()),
                        ('evidence', models.JSONField(default=list)),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='verdicts_set', to=settings.AUTH_USER_MODEL)),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='verdict_changes', to='claims.claim')),
                        ('undoes', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='undoings', to='claims.verdictchange')),
                        ('wording', models.CharField(blank=True, max_length=500)),
                        ('hits', models.JSONField(default=list)),
                        ('origins', models.JSONField(default=dict)),
                    ],
                    options={
                        'ordering': ['claim_id', 'version'],
                        'constraints': [models.UniqueConstraint(fields=('claim', 'version'), name='verdict_change_once_a_version'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='verdict_change_has_a_reason'), models.CheckConstraint(condition=models.Q(('by__isnull', False), ('verdict', models.F('verdict_before')), _connector='OR'), name='verdict_set_by_somebody'), models.CheckConstraint(condition=models.Q(('by', None), models.Q(('work_state', 'another_look'), _negated=True), _connector='OR'), name='verdict_change_another_look_by_the_system')],
                        'triggers': [pgtrigger.compiler.Trigger(name='verdict_changes_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='449e273ebce78707ada437cf91819a41e0753e1e', operation='UPDATE', pgid='pgtrigger_verdict_changes_stay_edc22', table='claims_verdictchange', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Unshown',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('rank', models.PositiveSmallIntegerField()),
                        ('probability', models.FloatField()),
                        ('features', models.JSONField()),
                        ('among', models.PositiveIntegerField()),
                        ('model_version', models.CharField(max_length=40)),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.claim')),
                        ('mark', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='unshown', to='claims.nothingelse')),
                    ],
                    options={
                        'ordering': ['mark_id', 'rank'],
                        'constraints': [models.UniqueConstraint(fields=('mark', 'claim'), name='unshown_once_a_mark'), models.CheckConstraint(condition=models.Q(('probability__gte', 0), ('probability__lte', 1)), name='unshown_probability_is_one')],
                    },
                ),
                migrations.CreateModel(
                    name='NothingElse',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('statement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='nothing_else', to='sources.statement')),
                        ('standing', models.BooleanField(default=True)),
                    ],
                    options={
                        'ordering': ['-at', '-id'],
                    },
                ),
                migrations.CreateModel(
                    name='Refit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('base', models.CharField(max_length=40)),
                        ('in_use', models.CharField(max_length=40)),
                        ('version', models.CharField(blank=True, max_length=40)),
                        ('outcome', models.CharField(choices=[('too_few', 'too few decisions'), ('not_better', 'not clearly better'), ('swapped', 'put to use'), ('overtaken', 'overtaken by somebody’s choice')], max_length=10)),
                        ('accepted', models.PositiveIntegerField()),
                        ('rejected', models.PositiveIntegerField()),
                        ('unshown', models.PositiveIntegerField()),
                        ('statements', models.PositiveIntegerField()),
                        ('penalty', models.FloatField(null=True)),
                        ('moves', models.JSONField(default=dict)),
                        ('gain', models.FloatField(null=True)),
                        ('gain_error', models.FloatField(null=True)),
                        ('loss', models.FloatField(null=True)),
                        ('loss_in_use', models.FloatField(null=True)),
                        ('loss_shipped', models.FloatField(null=True)),
                        ('order_gain', models.FloatField(null=True)),
                    ],
                    options={
                        'ordering': ['-id'],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('version', ''), _negated=True), fields=('version',), name='refit_version_once'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'too_few'), ('version', '')), models.Q(models.Q(('outcome', 'too_few'), _negated=True), models.Q(('version', ''), _negated=True)), _connector='OR'), name='refit_fitted_has_a_version'), models.CheckConstraint(condition=models.Q(('outcome__in', ['too_few', 'not_better', 'swapped', 'overtaken'])), name='refit_outcome_known')],
                        'triggers': [pgtrigger.compiler.Trigger(name='refits_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='a7d6c32035363eabe0ad67c6b0bdd9b489ce1a92', operation='UPDATE', pgid='pgtrigger_refits_stay_e0756', table='claims_refit', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='ModelChange',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveIntegerField(unique=True)),
                        ('version', models.CharField(max_length=40)),
                        ('before', models.CharField(max_length=40)),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('undoes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='claims.modelchange')),
                        ('refit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='claims.refit')),
                    ],
                    options={
                        'ordering': ['-number'],
                        'permissions': [('choose_model', 'Can choose which coefficients suggestions use')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='model_change_numbered'), models.CheckConstraint(condition=models.Q(models.Q(('version', ''), _negated=True), models.Q(('before', ''), _negated=True)), name='model_change_of_versions')],
                        'triggers': [pgtrigger.compiler.Trigger(name='model_changes_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='578959bf047f4cb684232f250d4c594164fcc280', operation='UPDATE', pgid='pgtrigger_model_changes_stay_e1a33', table='claims_modelchange', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='ClaimPart',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('number', models.PositiveSmallIntegerField()),
                        ('of_text', models.CharField(max_length=500)),
                        ('kind', models.CharField(choices=[('who', 'who'), ('happened', 'happened'), ('what', 'what'), ('how_many', 'how many'), ('whom', 'to whom or where'), ('when', 'when')], max_length=10)),
                        ('start', models.PositiveIntegerField()),
                        ('end', models.PositiveIntegerField()),
                        ('words', models.JSONField(default=list)),
                        ('drop', models.JSONField(blank=True, null=True)),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='claims.claim')),
                    ],
                    options={
                        'ordering': ['claim_id', 'number'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['who', 'happened', 'what', 'how_many', 'whom', 'when'])), name='claim_part_kind_known'), models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='claim_part_has_length'), models.UniqueConstraint(fields=('claim', 'of_text', 'number'), name='claim_part_once_a_number')],
                    },
                ),
                migrations.CreateModel(
                    name='Judgement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('says', models.CharField(choices=[('same_origin', 'share one origin'), ('independent', 'are independent'), ('no_contradiction', 'do not contradict each other'), ('taken_back', 'taken back')], max_length=20)),
                        ('note', models.CharField(blank=True, max_length=500)),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='judgements', to='claims.claim')),
                        ('one', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='sources.statement')),
                        ('other', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='sources.statement')),
                        ('undoes', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='undone_by', to='claims.judgement')),
                    ],
                    options={
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('one__lt', models.F('other'))), name='judgement_of_two_in_order'), models.CheckConstraint(condition=models.Q(('says__in', ['same_origin', 'independent', 'no_contradiction', 'taken_back'])), name='judgement_known'), models.CheckConstraint(condition=models.Q(models.Q(('says', 'taken_back'), ('undoes__isnull', False)), models.Q(models.Q(('says', 'taken_back'), _negated=True), ('undoes', None)), _connector='OR'), name='judgement_back_is_an_undo')],
                        'triggers': [pgtrigger.compiler.Trigger(name='judgements_stay', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='4951aedbff1044b817e76ebd4aac16730c4177db', operation='UPDATE', pgid='pgtrigger_judgements_stay_21292', table='claims_judgement', when='BEFORE'))],
                    },
                ),
                migrations.CreateModel(
                    name='Tripwire',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('stance', models.CharField(choices=[('supports', 'supports'), ('denies', 'denies'), ('context', 'context')], max_length=10)),
                        ('named', models.BooleanField(default=False, help_text='The speaker has a name.')),
                        ('first_hand', models.BooleanField(default=False, help_text='Put forward as their own knowledge.')),
                        ('speaker_kind', models.CharField(blank=True, choices=[('person', 'person'), ('organisation', 'organisation'), ('state', 'state'), ('place', 'place'), ('outlet', 'outlet'), ('item', 'weapon or other item'), ('group', 'group'), ('unnamed', 'unnamed source')], max_length=20)),
                        ('modality', models.CharField(blank=True, choices=[('asserts', 'asserts it'), ('conditional', 'speaks of a condition'), ('expects', 'expects it'), ('aware', 'is aware of it from others'), ('declines', 'declines to say'), ('asks', 'asks')], max_length=12)),
                        ('armed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tripwires', to='claims.claim')),
                        ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('speaker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tripwires', to='entities.entity')),
                    ],
                    options={
                        'ordering': ['id'],
                        'constraints': [models.CheckConstraint(condition=models.Q(('stance__in', ['supports', 'denies', 'context'])), name='tripwire_has_a_stance'), models.CheckConstraint(condition=models.Q(('speaker_kind', ''), ('speaker_kind__in', ['person', 'organisation', 'state', 'place', 'outlet', 'item', 'group', 'unnamed']), _connector='OR'), name='tripwire_kind_known'), models.CheckConstraint(condition=models.Q(('modality', ''), ('modality__in', ['asserts', 'conditional', 'expects', 'aware', 'declines', 'asks']), _connector='OR'), name='tripwire_modality_known')],
                        'triggers': [pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_tripwireevent" ("armed_at", "claim_id", "first_hand", "id", "modality", "named", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_by_id", "speaker_id", "speaker_kind", "stance") VALUES (OLD."armed_at", OLD."claim_id", OLD."first_hand", OLD."id", OLD."modality", OLD."named", _pgh_attach_context(), NOW(), \'update\', OLD."id", OLD."set_by_id", OLD."speaker_id", OLD."speaker_kind", OLD."stance"); RETURN NULL;', hash='841c46589fa4763582e45fa7a6a270c490a9c366', operation='UPDATE', pgid='pgtrigger_update_update_c69a5', table='claims_tripwire', when='AFTER')), pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_tripwireevent" ("armed_at", "claim_id", "first_hand", "id", "modality", "named", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "set_by_id", "speaker_id", "speaker_kind", "stance") VALUES (OLD."armed_at", OLD."claim_id", OLD."first_hand", OLD."id", OLD."modality", OLD."named", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."set_by_id", OLD."speaker_id", OLD."speaker_kind", OLD."stance"); RETURN NULL;', hash='557b4a1c9d70bd3282ff13357b886f7c91103dc4', operation='DELETE', pgid='pgtrigger_delete_delete_7c6c5', table='claims_tripwire', when='AFTER'))],
                    },
                ),
                migrations.CreateModel(
                    name='TripwireEvent',
                    fields=[
                        ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                        ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                        ('pgh_label', models.TextField(help_text='The event label.')),
                        ('id', models.BigIntegerField()),
                        ('stance', models.CharField(choices=[('supports', 'supports'), ('denies', 'denies'), ('context', 'context')], max_length=10)),
                        ('named', models.BooleanField(default=False, help_text='The speaker has a name.')),
                        ('first_hand', models.BooleanField(default=False, help_text='Put forward as their own knowledge.')),
                        ('speaker_kind', models.CharField(blank=True, choices=[('person', 'person'), ('organisation', 'organisation'), ('state', 'state'), ('place', 'place'), ('outlet', 'outlet'), ('item', 'weapon or other item'), ('group', 'group'), ('unnamed', 'unnamed source')], max_length=20)),
                        ('modality', models.CharField(blank=True, choices=[('asserts', 'asserts it'), ('conditional', 'speaks of a condition'), ('expects', 'expects it'), ('aware', 'is aware of it from others'), ('declines', 'declines to say'), ('asks', 'asks')], max_length=12)),
                        ('armed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('claim', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim')),
                        ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                        ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.tripwire')),
                        ('set_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                        ('speaker', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='entities.entity')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='Watch',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watches', to='claims.claim')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='watches', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('claim', 'user'), name='watch_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('another_look', 'needs another look'), ('tripwire', 'tripwire'), ('status', 'status'), ('assigned', 'assigned to you'), ('mention', 'mentions you')], max_length=15)),
                        ('words', models.TextField()),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('read_at', models.DateTimeField(blank=True, null=True)),
                        ('mailed_at', models.DateTimeField(blank=True, null=True)),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to='claims.claim')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notices', to=settings.AUTH_USER_MODEL)),
                        ('digest', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notices', to='claims.digest')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'indexes': [models.Index(fields=['user', '-id'], name='claims_noti_user_id_4a0064_idx'), models.Index(condition=models.Q(('read_at', None)), fields=['user'], name='notice_unread'), models.Index(condition=models.Q(('mailed_at', None), ('read_at', None)), fields=['user'], name='notice_waits_for_mail')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='notice_says_something'), models.CheckConstraint(condition=models.Q(('kind__in', ['another_look', 'tripwire', 'status', 'assigned', 'mention'])), name='notice_kind_known')],
                    },
                ),
                migrations.CreateModel(
                    name='Weighed',
                    fields=[
                        ('claim', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='weighed', serialize=False, to='claims.claim')),
                        ('mark', models.CharField(max_length=64)),
                        ('outline', models.JSONField()),
                        ('pages', models.JSONField()),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ],
                ),
                migrations.CreateModel(
                    name='InHand',
                    fields=[
                        ('link', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='in_hand', serialize=False, to='claims.link')),
                        ('since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('until', models.DateTimeField()),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(('until__gt', models.F('since'))), name='in_hand_runs_out_later')],
                    },
                ),
                migrations.CreateModel(
                    name='Assignment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to='claims.claim')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assignments', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['claim_id', 'user_id'],
                        'constraints': [models.UniqueConstraint(fields=('claim', 'user'), name='assignment_once')],
                    },
                ),
                migrations.CreateModel(
                    name='PersonalDesk',
                    fields=[
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='personal_desk', serialize=False, to=settings.AUTH_USER_MODEL)),
                        ('seen_until', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('columns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, null=True, size=None)),
                    ],
                ),
                migrations.CreateModel(
                    name='SavedView',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=60)),
                        ('query', models.CharField(max_length=1000)),
                        ('shared', models.BooleanField(default=False)),
                        ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='saved_views', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['name', 'id'],
                        'constraints': [models.UniqueConstraint(models.F('by'), django.db.models.functions.text.Lower('name'), name='saved_view_once_a_person'), models.UniqueConstraint(django.db.models.functions.text.Lower('name'), condition=models.Q(('shared', True)), name='saved_view_shared_once'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('query', ''), _negated=True)), name='saved_view_says_something')],
                    },
                ),
                migrations.CreateModel(
                    name='Digest',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('begun_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('error', models.CharField(blank=True, max_length=500)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='digests', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'ordering': ['-day'],
                        'constraints': [models.UniqueConstraint(fields=('user', 'day'), name='digest_once_a_day'), models.CheckConstraint(condition=models.Q(('sent_at', None), models.Q(('error', ''), ('sent_at__gte', models.F('begun_at'))), _connector='OR'), name='digest_sent_or_not')],
                    },
                ),
                migrations.CreateModel(
                    name='Preferences',
                    fields=[
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='preferences', serialize=False, to=settings.AUTH_USER_MODEL)),
                        ('keys_off', models.BooleanField(default=False)),
                        ('keys', models.JSONField(blank=True, default=dict)),
                        ('rhythm', models.CharField(choices=[('at_once', 'as they come, some together'), ('daily', 'in one letter a day'), ('never', 'never')], default='at_once', max_length=10)),
                        ('not_told', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=15), blank=True, default=list, size=None)),
                        ('not_mailed', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=15), blank=True, default=list, size=None)),
                        ('language', models.CharField(blank=True, db_default='', default='', max_length=15)),
                        ('time_zone', models.CharField(blank=True, db_default='', default='', max_length=60)),
                    ],
                    options={
                        'indexes': [models.Index(condition=models.Q(('rhythm', 'daily')), fields=['user'], name='preferences_daily')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('rhythm__in', ['at_once', 'daily', 'never'])), name='preferences_rhythm_known')],
                    },
                ),
                migrations.CreateModel(
                    name='Note',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('words', models.TextField()),
                        ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                        ('changed_at', models.DateTimeField(blank=True, null=True)),
                        ('about', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='sources.statement')),
                        ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to=settings.AUTH_USER_MODEL)),
                        ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='claims.claim')),
                    ],
                    options={
                        'ordering': ['-id'],
                        'indexes': [models.Index(fields=['claim', '-id'], name='claims_note_claim_i_26ec9d_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='note_says_something')],
                    },
                ),
            ],
        ),
    ]
