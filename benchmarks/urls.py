"""The addresses of the application plus an empty page: what the frame and the middleware cost by themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, URLResolver, path

from opgroeien import urls
from opgroeien.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def leeg(request: HttpRequest) -> HttpResponse:
    """Show the frame around nothing."""
    return render(request, "base.html")


urlpatterns: list[URLPattern | URLResolver] = [path("bench/leeg/", leeg, name="bench_leeg"), *urls.urlpatterns]
