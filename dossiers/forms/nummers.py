"""The field in which a provisional number gives way to the real one, on the form of what has it."""

from django import forms

from dossiers.nummers import is_voorlopig


def echt_nummer(label: str) -> forms.CharField:
    """Return the field; empty while nobody knows the number."""
    return forms.CharField(
        label=label,
        help_text="Nu nog voorlopig. Vul het echte nummer in zodra u het kent; daarna verandert het niet meer.",
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


def houd_echt_nummer(form: forms.BaseForm, veld: str, nu: str, *, wat: str) -> None:
    """Leave the field out of *form* when the number is real already (*nu*); *wat* has it ("Dit dossier").

    It stays when a colleague was first with another number than was typed: what was typed is not lost unseen.
    """
    if is_voorlopig(nu):
        return
    getypt = form.data.get(veld)
    if not getypt:
        del form.fields[veld]
    elif getypt != nu:
        form.fields[veld].help_text = f"{wat} heeft intussen een nummer. Maak dit veld leeg."
