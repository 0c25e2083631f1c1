"""The pages of allauth that are in use, on addresses people can read; the others do not exist (404).

allauth's own names are kept, because it looks its pages up by name.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as herstelcodes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as sleutels
from allauth.socialaccount import views as aanbieder
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from kern.aanmelden.acm import AANBIEDER
from kern.views import aanmelden

_acm = {"provider_id": AANBIEDER}

urlpatterns = [
    path("aanmelden/", aanmelden.aanmelden, name="account_login"),
    path("aanmelden/tweede-stap/", mfa.authenticate, name="mfa_authenticate"),
    path("aanmelden/sleutel/", sleutels.login_webauthn, name="mfa_login_webauthn"),
    path("aanmelden/afgesloten/", account.account_inactive, name="account_inactive"),
    path("aanmelden/wachtwoord/<uidb64>/<token>/", aanmelden.met_link, name="aanmeldlink"),
    path("aanmelden/acm/", aanmelden.naar_acm, _acm, name="openid_connect_login"),
    path("aanmelden/acm/terug/", aanmelden.terug_van_acm, _acm, name="openid_connect_callback"),
    path("aanmelden/acm/geannuleerd/", aanbieder.login_cancelled, name="socialaccount_login_cancelled"),
    path("aanmelden/acm/fout/", aanbieder.login_error, name="socialaccount_login_error"),
    # Also for who is halfway a login and turns back.
    path("afmelden/", login_not_required(account.logout), name="account_logout"),
    path("profiel/beveiliging/", aanmelden.beveiliging, name="mfa_index"),
    path("profiel/beveiliging/bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("profiel/beveiliging/bevestigen/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("profiel/beveiliging/bevestigen/sleutel/", sleutels.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("profiel/beveiliging/wachtwoord/", aanmelden.wachtwoord, name="account_change_password"),
    path("profiel/beveiliging/app/", app.activate_totp, name="mfa_activate_totp"),
    path("profiel/beveiliging/app/loskoppelen/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("profiel/beveiliging/herstelcodes/", herstelcodes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("profiel/beveiliging/herstelcodes/nieuw/", herstelcodes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("profiel/beveiliging/herstelcodes/bestand/", herstelcodes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("profiel/beveiliging/sleutels/", sleutels.list_webauthn, name="mfa_list_webauthn"),
    path("profiel/beveiliging/sleutels/nieuw/", sleutels.add_webauthn, name="mfa_add_webauthn"),
    path("profiel/beveiliging/sleutels/<int:pk>/naam/", sleutels.edit_webauthn, name="mfa_edit_webauthn"),
    path("profiel/beveiliging/sleutels/<int:pk>/verwijderen/", aanmelden.sleutel_weg, name="mfa_remove_webauthn"),
]
