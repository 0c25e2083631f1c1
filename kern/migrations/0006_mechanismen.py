"""Questions to one person, signed links, erasure and stored documents."""

import uuid
from pathlib import Path

import django.contrib.postgres.constraints
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PDF_SQL = (Path(__file__).resolve().parent.parent / "sql" / "pdf.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("kern", "0005_scherm"),
    ]

    operations = [
        migrations.CreateModel(
            name="OndertekendeLink",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("doel", models.CharField(max_length=60)),
                ("onderwerp_soort", models.CharField(max_length=60)),
                ("onderwerp_id", models.CharField(max_length=40)),
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                ("eenmalig", models.BooleanField()),
                ("gemaakt_op", models.DateTimeField()),
                ("verloopt_op", models.DateTimeField()),
                ("aantal_gebruikt", models.PositiveIntegerField(default=0)),
                ("laatst_gebruikt_op", models.DateTimeField(blank=True, null=True)),
                ("ingetrokken_op", models.DateTimeField(blank=True, null=True)),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "ondertekende link",
                "verbose_name_plural": "ondertekende links",
                "ordering": ("-gemaakt_op", "pk"),
            },
        ),
        migrations.CreateModel(
            name="PdfDocument",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("soort", models.CharField(max_length=60)),
                ("onderwerp_soort", models.CharField(max_length=60)),
                ("onderwerp_id", models.CharField(max_length=40)),
                ("titel", models.CharField(max_length=300)),
                ("inhoud", models.BinaryField()),
                ("sha256", models.CharField(max_length=64)),
                ("paginas", models.PositiveIntegerField()),
                ("grootte", models.PositiveIntegerField()),
                ("gemaakt_op", models.DateTimeField()),
                (
                    "gemaakt_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documenten",
                "ordering": ("-gemaakt_op", "pk"),
            },
        ),
        migrations.CreateModel(
            name="Uitnodiging",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("onderwerp_soort", models.CharField(max_length=60)),
                ("onderwerp_id", models.CharField(max_length=40)),
                ("buiten_naam", models.CharField(blank=True, max_length=200, verbose_name="naam")),
                ("buiten_email", models.EmailField(blank=True, max_length=254, verbose_name="e-mailadres")),
                ("gevraagd_op", models.DateTimeField()),
                ("vraag", models.TextField()),
                ("tegen", models.DateField(verbose_name="tegen")),
                ("verloopt_op", models.DateTimeField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "wacht op antwoord"),
                            ("beantwoord", "beantwoord"),
                            ("geweigerd", "niet beantwoord"),
                            ("ingetrokken", "ingetrokken"),
                        ],
                        default="open",
                        max_length=20,
                    ),
                ),
                ("antwoord", models.TextField(blank=True)),
                ("afgesloten_op", models.DateTimeField(blank=True, null=True)),
                ("gewist_op", models.DateTimeField(blank=True, null=True)),
                (
                    "gevraagd_door",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="vroeg", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "gevraagde",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gevraagd",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "link",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kern.ondertekendelink",
                    ),
                ),
            ],
            options={
                "verbose_name": "adviesvraag",
                "verbose_name_plural": "adviesvragen",
                "ordering": ("-gevraagd_op", "pk"),
            },
        ),
        migrations.CreateModel(
            name="PdfToegang",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reden", models.TextField()),
                ("verleend_op", models.DateTimeField()),
                ("verloopt_op", models.DateTimeField()),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="toegangen", to="kern.pdfdocument"
                    ),
                ),
                ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
                ("user", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL)),
                (
                    "verleend_door",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "uitnodiging",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="kern.uitnodiging",
                    ),
                ),
            ],
            options={
                "verbose_name": "toegang tot een document",
                "verbose_name_plural": "toegangen tot documenten",
                "ordering": ("-verleend_op", "-pk"),
            },
        ),
        migrations.CreateModel(
            name="Wisverzoek",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("onderwerp_soort", models.CharField(max_length=60)),
                ("onderwerp_id", models.CharField(max_length=40)),
                (
                    "rechtsgrond",
                    models.CharField(
                        choices=[
                            ("verzoek", "de betrokkene vraagt het (AVG, art. 17, lid 1, b of c)"),
                            ("niet_nodig", "niet langer nodig voor het doel (AVG, art. 17, lid 1, a)"),
                            ("bewaartermijn", "de bewaartermijn is voorbij (AVG, art. 5, lid 1, e)"),
                            ("onrechtmatig", "onrechtmatig verwerkt (AVG, art. 17, lid 1, d)"),
                            ("verplichting", "wettelijke verplichting of bevel (AVG, art. 17, lid 1, e)"),
                        ],
                        max_length=30,
                    ),
                ),
                ("reden", models.TextField(blank=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("aangevraagd", "wacht op bevestiging"),
                            ("bevestigd", "bevestigd"),
                            ("uitgevoerd", "gewist"),
                            ("geweigerd", "geweigerd"),
                            ("ingetrokken", "ingetrokken"),
                        ],
                        default="aangevraagd",
                        max_length=20,
                    ),
                ),
                ("aangevraagd_op", models.DateTimeField()),
                ("beslist_op", models.DateTimeField(blank=True, null=True)),
                ("uitgevoerd_op", models.DateTimeField(blank=True, null=True)),
                ("kenmerk", models.CharField(blank=True, max_length=64)),
                ("bewijs", models.JSONField(blank=True, default=dict)),
                (
                    "aangevraagd_door",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "beslist_door",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "wisverzoek",
                "verbose_name_plural": "wisverzoeken",
                "ordering": ("-aangevraagd_op", "pk"),
            },
        ),
        migrations.AddIndex(
            model_name="ondertekendelink",
            index=models.Index(fields=["onderwerp_soort", "onderwerp_id"], name="link_onderwerp"),
        ),
        migrations.AddConstraint(
            model_name="ondertekendelink",
            constraint=models.CheckConstraint(
                condition=models.Q(("verloopt_op__gt", models.F("gemaakt_op"))), name="link_verloopt_na_begin"
            ),
        ),
        migrations.AddConstraint(
            model_name="ondertekendelink",
            constraint=models.CheckConstraint(
                condition=models.Q(("eenmalig", False), ("aantal_gebruikt__lte", 1), _connector="OR"), name="link_eenmalig"
            ),
        ),
        migrations.AddConstraint(
            model_name="ondertekendelink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("aantal_gebruikt", 0), ("laatst_gebruikt_op", None)),
                    models.Q(("aantal_gebruikt__gt", 0), ("laatst_gebruikt_op__isnull", False)),
                    _connector="OR",
                ),
                name="link_gebruik_met_moment",
            ),
        ),
        migrations.AddIndex(
            model_name="pdfdocument",
            index=models.Index(fields=["onderwerp_soort", "onderwerp_id"], name="pdfdocument_onderwerp"),
        ),
        migrations.AddConstraint(
            model_name="pdfdocument",
            constraint=models.UniqueConstraint(
                fields=("soort", "onderwerp_soort", "onderwerp_id", "sha256"), name="pdfdocument_een_keer_bewaard"
            ),
        ),
        migrations.AddConstraint(
            model_name="pdfdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sha256",
                        models.Func(models.Func(models.F("inhoud"), function="sha256"), models.Value("hex"), function="encode"),
                    )
                ),
                name="pdfdocument_hash_klopt",
            ),
        ),
        migrations.AddConstraint(
            model_name="pdfdocument",
            constraint=models.CheckConstraint(
                condition=models.Q(("grootte", models.Func(models.F("inhoud"), function="octet_length"))),
                name="pdfdocument_grootte_klopt",
            ),
        ),
        migrations.AddIndex(
            model_name="uitnodiging",
            index=models.Index(
                condition=models.Q(("status", "open")), fields=["gevraagde", "verloopt_op"], name="uitnodiging_open_bij"
            ),
        ),
        migrations.AddIndex(
            model_name="uitnodiging",
            index=models.Index(fields=["gevraagd_door", "-gevraagd_op"], name="uitnodiging_van_wie"),
        ),
        migrations.AddIndex(
            model_name="uitnodiging",
            index=models.Index(fields=["onderwerp_soort", "onderwerp_id"], name="uitnodiging_onderwerp"),
        ),
        migrations.AddConstraint(
            model_name="uitnodiging",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["open", "beantwoord", "geweigerd", "ingetrokken"])),
                name="uitnodiging_status_bestaat",
            ),
        ),
        migrations.AddConstraint(
            model_name="uitnodiging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("buiten_email", ""), ("buiten_naam", ""), ("gevraagde__isnull", False)),
                    models.Q(
                        ("gevraagde", None),
                        ("gewist_op", None),
                        models.Q(("buiten_naam", ""), _negated=True),
                        models.Q(("buiten_email", ""), _negated=True),
                    ),
                    models.Q(("gevraagde", None), ("gewist_op__isnull", False)),
                    _connector="OR",
                ),
                name="uitnodiging_aan_een_persoon",
                violation_error_message="Kies een collega, of vul de naam en het e-mailadres in van iemand van buiten.",
            ),
        ),
        migrations.AddConstraint(
            model_name="uitnodiging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("gevraagde", None), models.Q(("gevraagde", models.F("gevraagd_door")), _negated=True), _connector="OR"
                ),
                name="uitnodiging_niet_aan_zichzelf",
                violation_error_message="U kunt uzelf niets vragen. Kies iemand anders.",
            ),
        ),
        migrations.AddConstraint(
            model_name="uitnodiging",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("vraag", ""), _negated=True), ("gewist_op__isnull", False), _connector="OR"),
                name="uitnodiging_met_vraag",
                violation_error_message="Schrijf wat u wilt weten.",
            ),
        ),
        migrations.AddConstraint(
            model_name="uitnodiging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("gewist_op__isnull", False),
                    models.Q(("status", "beantwoord"), models.Q(("antwoord", ""), _negated=True)),
                    ("status", "geweigerd"),
                    models.Q(("antwoord", ""), ("status__in", ("open", "ingetrokken"))),
                    _connector="OR",
                ),
                name="uitnodiging_antwoord_bij_status",
                violation_error_message="Schrijf een antwoord.",
            ),
        ),
        migrations.AddConstraint(
            model_name="uitnodiging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("afgesloten_op", None), ("status", "open")),
                    models.Q(models.Q(("status", "open"), _negated=True), ("afgesloten_op__isnull", False)),
                    _connector="OR",
                ),
                name="uitnodiging_open_of_afgesloten",
            ),
        ),
        migrations.AddConstraint(
            model_name="uitnodiging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("gewist_op", None),
                    models.Q(("antwoord", ""), ("buiten_email", ""), ("buiten_naam", ""), ("link", None), ("vraag", "")),
                    _connector="OR",
                ),
                name="uitnodiging_gewist_is_leeg",
            ),
        ),
        migrations.AddConstraint(
            model_name="uitnodiging",
            constraint=models.CheckConstraint(
                condition=models.Q(("verloopt_op__gt", models.F("gevraagd_op"))),
                name="uitnodiging_verloopt_na_vraag",
                violation_error_message="Kies een dag die nog moet komen.",
            ),
        ),
        migrations.AddIndex(
            model_name="pdftoegang",
            index=models.Index(fields=["user", "verloopt_op"], name="pdftoegang_persoon"),
        ),
        migrations.AddConstraint(
            model_name="pdftoegang",
            constraint=models.CheckConstraint(condition=models.Q(("reden", ""), _negated=True), name="pdftoegang_met_reden"),
        ),
        migrations.AddConstraint(
            model_name="pdftoegang",
            constraint=models.CheckConstraint(
                condition=models.Q(("verloopt_op__gte", models.F("verleend_op"))), name="pdftoegang_verloopt_na_begin"
            ),
        ),
        migrations.AddConstraint(
            model_name="pdftoegang",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("uitnodiging", None)),
                expressions=(
                    ("user", "="),
                    ("permission", "="),
                    ("content_object", "="),
                    (models.Func("verleend_op", "verloopt_op", function="tstzrange"), "&&"),
                ),
                name="pdftoegang_overlapt_niet",
                violation_error_message="Deze persoon heeft in die periode al toegang.",
            ),
        ),
        migrations.AddConstraint(
            model_name="pdftoegang",
            constraint=models.UniqueConstraint(
                fields=("uitnodiging", "user", "permission", "content_object"), name="pdftoegang_een_per_uitnodiging"
            ),
        ),
        migrations.AddConstraint(
            model_name="wisverzoek",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("beslist_door", None),
                    models.Q(("beslist_door", models.F("aangevraagd_door")), _negated=True),
                    ("status", "ingetrokken"),
                    _connector="OR",
                ),
                name="wisverzoek_vier_ogen",
                violation_error_message="Wie het wissen aanvroeg, bevestigt niet zelf.",
            ),
        ),
        migrations.AddConstraint(
            model_name="wisverzoek",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("beslist_door", None), ("beslist_op", None), ("status", "aangevraagd")),
                    models.Q(
                        models.Q(("status", "aangevraagd"), _negated=True),
                        ("beslist_door__isnull", False),
                        ("beslist_op__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="wisverzoek_beslist_of_aangevraagd",
            ),
        ),
        migrations.AddConstraint(
            model_name="wisverzoek",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("reden", ""),
                        ("status", "uitgevoerd"),
                        ("uitgevoerd_op__isnull", False),
                        models.Q(("kenmerk", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("status", "uitgevoerd"), _negated=True),
                        ("bewijs", {}),
                        ("kenmerk", ""),
                        ("uitgevoerd_op", None),
                        models.Q(("reden", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="wisverzoek_uitgevoerd_is_leeg",
            ),
        ),
        migrations.AddConstraint(
            model_name="wisverzoek",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status__in", ("aangevraagd", "bevestigd"))),
                fields=("onderwerp_soort", "onderwerp_id"),
                name="wisverzoek_een_lopend",
                violation_error_message="Voor deze persoon loopt al een wisverzoek.",
            ),
        ),
        migrations.RunSQL(PDF_SQL, migrations.RunSQL.noop),
    ]
