"""Terms: closing days 2026-2031 and the rules of the domain study as first rows (`kern.termijnen.beginstand`)."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import kern.models.termijnen
from kern.termijnen.beginstand import REGELS, SLUITINGSDAGEN
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def vul_kalender_en_regels(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    sluitingsdag = apps.get_model("kern", "Sluitingsdag")
    sluitingsdag.objects.bulk_create(
        sluitingsdag(datum=rij.datum, naam=rij.naam, soort=rij.soort.value, bron=rij.bron, bevestigd=rij.bevestigd)
        for rij in SLUITINGSDAGEN
    )
    termijnregel = apps.get_model("kern", "Termijnregel")
    termijnregel.objects.bulk_create(
        termijnregel(
            code=rij.code,
            naam=rij.naam,
            eenheid=rij.eenheid.value,
            duur=rij.duur,
            per_geval=rij.per_geval,
            aard=rij.aard.value,
            verschuift=rij.verschuift,
            startfeit=rij.startfeit,
            bron=rij.bron,
            bevestigd=rij.bevestigd,
        )
        for rij in REGELS
    )


class Migration(migrations.Migration):

    dependencies = [
        ('kern', '0002_logboek_en_teams'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sluitingsdag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('datum', models.DateField(verbose_name='datum')),
                ('naam', models.CharField(max_length=80, verbose_name='naam')),
                ('soort', models.CharField(choices=[('wettelijk', 'wettelijke feestdag'), ('vlaams', 'sluitingsdag van de Vlaamse overheid'), ('brug', 'brugdag')], max_length=12, verbose_name='soort')),
                ('bron', models.CharField(max_length=200, verbose_name='bron')),
                ('bevestigd', models.BooleanField(default=False, verbose_name='bevestigd')),
                ('ingetrokken_op', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='ingetrokken op')),
            ],
            options={
                'verbose_name': 'sluitingsdag',
                'verbose_name_plural': 'sluitingsdagen',
                'ordering': ('datum', 'pk'),
                'constraints': [models.UniqueConstraint(condition=models.Q(('ingetrokken_op', None)), fields=('datum',), name='sluitingsdag_een_per_datum', violation_error_message='Deze datum is al een sluitingsdag. Wijzig de bestaande rij.')],
            },
        ),
        migrations.CreateModel(
            name='Termijnregel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, verbose_name='code')),
                ('naam', models.CharField(max_length=120, verbose_name='naam')),
                ('eenheid', models.CharField(choices=[('dagen', 'kalenderdagen'), ('werkdagen', 'werkdagen'), ('maanden', 'maanden'), ('uren', 'uren'), ('minuten', 'minuten')], max_length=10, verbose_name='eenheid')),
                ('duur', models.PositiveIntegerField(blank=True, help_text='Leeg: niet bekend, of per geval bepaald.', null=True, verbose_name='duur')),
                ('per_geval', models.BooleanField(default=False, verbose_name='per geval bepaald')),
                ('aard', models.CharField(choices=[('uiterste', 'uiterste datum'), ('wacht', 'wachttijd')], default='uiterste', max_length=10, verbose_name='aard')),
                ('verschuift', models.BooleanField(default=False, verbose_name='schuift op naar een werkdag (art. 53 Ger.W.)')),
                ('verschuiving_bevestigd', models.BooleanField(default=False, verbose_name='opschuiven of niet is bevestigd')),
                ('sluitsoorten', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('wettelijk', 'wettelijke feestdag'), ('vlaams', 'sluitingsdag van de Vlaamse overheid'), ('brug', 'brugdag')], max_length=12), blank=True, default=kern.models.termijnen._wettelijk, size=None, verbose_name='soorten sluitingsdagen die meetellen')),
                ('startdag_telt', models.BooleanField(default=False, verbose_name='startdag telt mee')),
                ('startfeit', models.CharField(blank=True, max_length=120, verbose_name='loopt vanaf')),
                ('bron', models.CharField(max_length=200, verbose_name='bron')),
                ('bevestigd', models.BooleanField(default=False, verbose_name='bevestigd door de juridische dienst')),
                ('geldig_vanaf', models.DateField(blank=True, null=True, verbose_name='geldig vanaf')),
                ('geldig_tot', models.DateField(blank=True, null=True, verbose_name='geldig tot (die dag niet meer)')),
            ],
            options={
                'verbose_name': 'termijnregel',
                'verbose_name_plural': 'termijnregels',
                'ordering': ('code', models.OrderBy(models.F('geldig_vanaf'), nulls_first=True)),
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=(('code', '='), (models.Func('geldig_vanaf', 'geldig_tot', models.Value('[)'), function='daterange'), '&&')), name='termijnregel_overlapt_niet', violation_error_message='Voor deze code geldt in (een deel van) die periode al een andere versie.'), models.CheckConstraint(condition=models.Q(('geldig_vanaf', None), ('geldig_tot', None), ('geldig_tot__gt', models.F('geldig_vanaf')), _connector='OR'), name='termijnregel_tot_na_vanaf', violation_error_message='De regel eindigt voor hij begint. Kies een latere einddatum.'), models.CheckConstraint(condition=models.Q(('duur', None), models.Q(('duur__gte', 1), ('per_geval', False)), _connector='OR'), name='termijnregel_duur_of_per_geval', violation_error_message='Een duur is minstens 1, en een regel met een duur wordt niet per geval bepaald.'), models.CheckConstraint(condition=models.Q(models.Q(('eenheid__in', ('uren', 'minuten')), _negated=True), models.Q(('startdag_telt', False), ('verschuift', False)), _connector='OR'), name='termijnregel_uren_lopen_door', violation_error_message='Een termijn in uren of minuten loopt door: hij schuift niet op en kent geen startdag.')],
            },
        ),
        migrations.CreateModel(
            name='Termijn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('onderwerp_soort', models.CharField(max_length=60)),
                ('onderwerp_id', models.CharField(max_length=40)),
                ('status', models.CharField(choices=[('loopt', 'loopt'), ('opgeschort', 'opgeschort'), ('verlopen', 'verlopen'), ('gehaald', 'gehaald'), ('te_laat', 'te laat afgerond'), ('vervallen', 'vervallen')], default='loopt', max_length=12)),
                ('start_op', models.DateTimeField(verbose_name='gestart op')),
                ('voorlopig', models.BooleanField(default=False, verbose_name='voorlopig, vanaf de verzending')),
                ('duur', models.PositiveIntegerField(blank=True, null=True, verbose_name='gekozen duur')),
                ('eigen_datum', models.DateField(blank=True, null=True, verbose_name='gekozen datum')),
                ('datum', models.DateField(blank=True, null=True, verbose_name='datum')),
                ('vervalt_op', models.DateTimeField(blank=True, null=True, verbose_name='vervalt op')),
                ('bekend', models.BooleanField(default=True, verbose_name='duur bekend')),
                ('onzekerheden', models.JSONField(blank=True, default=list)),
                ('uitleg', models.JSONField(blank=True, default=list)),
                ('afgesloten_op', models.DateTimeField(blank=True, null=True, verbose_name='afgesloten op')),
                ('regel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='termijnen', to='kern.termijnregel')),
            ],
            options={
                'verbose_name': 'termijn',
                'verbose_name_plural': 'termijnen',
                'ordering': (models.OrderBy(models.F('vervalt_op'), nulls_last=True), 'pk'),
            },
        ),
        migrations.CreateModel(
            name='TermijnAanpassing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('soort', models.CharField(choices=[('opschorting', 'opschorting'), ('verlenging', 'verlenging'), ('datum', 'andere datum')], max_length=12)),
                ('vanaf', models.DateTimeField(verbose_name='van kracht op')),
                ('tot', models.DateTimeField(blank=True, null=True, verbose_name='hervat op')),
                ('duur', models.PositiveIntegerField(blank=True, null=True)),
                ('eenheid', models.CharField(blank=True, choices=[('dagen', 'kalenderdagen'), ('werkdagen', 'werkdagen'), ('maanden', 'maanden'), ('uren', 'uren'), ('minuten', 'minuten')], max_length=10)),
                ('datum', models.DateField(blank=True, null=True)),
                ('reden', models.TextField()),
                ('termijn', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aanpassingen', to='kern.termijn')),
            ],
            options={
                'verbose_name': 'aanpassing van een termijn',
                'verbose_name_plural': 'aanpassingen van termijnen',
                'ordering': ('vanaf', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('datum', None), ('duur', None), ('eenheid', ''), ('soort', 'opschorting')), models.Q(('datum', None), ('duur__gte', 1), ('soort', 'verlenging'), ('tot', None)), models.Q(('datum__isnull', False), ('duur', None), ('eenheid', ''), ('soort', 'datum'), ('tot', None)), _connector='OR'), name='aanpassing_past_bij_soort'), models.CheckConstraint(condition=models.Q(('tot', None), ('tot__gte', models.F('vanaf')), _connector='OR'), name='aanpassing_tot_na_vanaf'), models.CheckConstraint(condition=models.Q(('reden', ''), _negated=True), name='aanpassing_met_reden'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('soort', 'opschorting')), expressions=(('termijn', '='), (models.Func('vanaf', 'tot', models.Value('[)'), function='tstzrange'), '&&')), name='aanpassing_opschortingen_overlappen_niet')],
            },
        ),
        migrations.AddIndex(
            model_name='termijn',
            index=models.Index(fields=['onderwerp_soort', 'onderwerp_id'], name='termijn_onderwerp'),
        ),
        migrations.AddIndex(
            model_name='termijn',
            index=models.Index(condition=models.Q(('status__in', ('loopt', 'opgeschort', 'verlopen'))), fields=['vervalt_op'], name='termijn_open_op_vervaldag'),
        ),
        migrations.AddConstraint(
            model_name='termijn',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('afgesloten_op', None), ('status__in', ('loopt', 'opgeschort', 'verlopen'))), models.Q(('afgesloten_op__isnull', False), ('status__in', ('gehaald', 'te_laat', 'vervallen'))), _connector='OR'), name='termijn_afgesloten_met_moment'),
        ),
        migrations.AddConstraint(
            model_name='termijn',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'opgeschort'), _negated=True), models.Q(('datum', None), ('vervalt_op', None)), _connector='OR'), name='termijn_opgeschort_zonder_datum'),
        ),
        migrations.AddConstraint(
            model_name='termijn',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('datum', None), ('vervalt_op', None)), models.Q(('datum__isnull', False), ('vervalt_op__isnull', False)), _connector='OR'), name='termijn_datum_met_moment'),
        ),
        migrations.RunPython(vul_kalender_en_regels, migrations.RunPython.noop),
    ]
