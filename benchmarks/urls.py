"""The addresses of the application plus an empty page: what the frame and the middleware cost by themselves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from opgroeien.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def leeg(request: HttpRequest) -> HttpResponse:
    """Show the frame around nothing."""
    return render(request, "base.html")


urlpatterns = [path("bench/leeg/", leeg, name="bench_leeg"), *urlpatterns]
