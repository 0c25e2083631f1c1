"""Rights by exception: one abstract table, made concrete by the app that owns the object (direct foreign key)."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from guardian.models import UserObjectPermissionBase

if TYPE_CHECKING:
    from django.db.models.base import Model


class ToegangBasis(UserObjectPermissionBase):
    """One person, one permission, one object, with the reason and the moment it ends by itself.

    Concrete tables add `content_object` (a ForeignKey with PROTECT) and call `toegang_constraints(naam)` in their Meta.
    Expiry is a predicate in each query (`verloopt_op > now`), never a clean-up job. guardian's own shortcuts ignore expiry
    and are banned; grants are made by actions. Granting again after expiry is possible: periods just may not overlap,
    except those that each hang on an invitation of their own.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    reden = models.TextField()
    verleend_door = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    verleend_op = models.DateTimeField()
    verloopt_op = models.DateTimeField()
    # Set when the grant hangs on a question to this person: it ends with the answer (`kern.actions.uitnodigingen`).
    uitnodiging = models.ForeignKey("kern.Uitnodiging", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    content_object: "models.ForeignKey[Model, Model]"

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.user} op {self.content_object} tot {self.verloopt_op:%d/%m/%Y %H:%M}"


def toegang_constraints(naam: str) -> tuple[models.BaseConstraint, ...]:
    """Return the constraints of a concrete table of grants; *naam* prefixes their names."""
    return (
        models.CheckConstraint(name=f"{naam}_met_reden", condition=~Q(reden="")),
        models.CheckConstraint(name=f"{naam}_verloopt_na_begin", condition=Q(verloopt_op__gte=F("verleend_op"))),
        ExclusionConstraint(
            name=f"{naam}_overlapt_niet",
            expressions=(
                ("user", RangeOperators.EQUAL),
                ("permission", RangeOperators.EQUAL),
                ("content_object", RangeOperators.EQUAL),
                (Func("verleend_op", "verloopt_op", function="tstzrange"), RangeOperators.OVERLAPS),
            ),
            # Two colleagues may ask one person about one thing at once; each question carries a grant of its own.
            condition=Q(uitnodiging=None),
            violation_error_message="Deze persoon heeft in die periode al toegang.",
        ),
        models.UniqueConstraint(
            name=f"{naam}_een_per_uitnodiging", fields=("uitnodiging", "user", "permission", "content_object")
        ),
    )
