"""The provider's pages: its login, and the endpoints of OpenID Connect."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.idp.urls")), path("", include("allauth.account.urls"))]
