"""django-guardian, taught that a grant ends: the backend behind `user.has_perm(recht, object)`."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.models import Permission
from django.db.models import Model, QuerySet
from django.db.models.functions import Now
from guardian.backends import ObjectPermissionBackend, check_support
from guardian.core import ObjectPermissionChecker
from guardian.utils import get_user_obj_perms_model

if TYPE_CHECKING:
    from kern.models import ToegangBasis


class ToegangChecker(ObjectPermissionChecker):
    """Sees only grants that have begun and have not expired, by the clock of the database; groups give nothing here."""

    def get_user_filters(self, obj: Model) -> dict[str, Any]:
        """Return guardian's filter with the period added."""
        tabel = cast("type[ToegangBasis]", get_user_obj_perms_model(obj))
        naam = tabel._meta.get_field("permission").related_query_name()
        filters: dict[str, Any] = super().get_user_filters(obj)
        return filters | {f"{naam}__verleend_op__lte": Now(), f"{naam}__verloopt_op__gt": Now()}

    def get_group_perms(self, obj: Model) -> QuerySet[Any]:
        """Return nothing: roles are data and groups are not used."""
        return Permission.objects.none().values_list("codename", flat=True)


class ToegangBackend(ObjectPermissionBackend):
    """Answers `has_perm` for one object; abilities by role are asked of `kern.access.heeft_recht`."""

    def has_perm(self, user_obj: Any, perm: str, obj: Model | None = None) -> bool:
        """Return whether *user_obj* holds an unexpired grant *perm* on *obj*."""
        if obj is None:
            return False
        ondersteund, persoon = check_support(user_obj, obj)
        if not ondersteund or not persoon.is_active:
            return False
        codenaam = perm.rsplit(".", 1)[-1]
        return bool(codenaam in ToegangChecker(persoon).get_user_perms(obj))

    def get_all_permissions(self, user_obj: Any, obj: Model | None = None) -> set[str]:
        """Return the unexpired grants of *user_obj* on *obj*."""
        if obj is None:
            return set()
        ondersteund, persoon = check_support(user_obj, obj)
        if not ondersteund or not persoon.is_active:
            return set()
        return set(ToegangChecker(persoon).get_user_perms(obj))

    def get_group_permissions(self, user_obj: Any, obj: Model | None = None) -> set[str]:
        """Return nothing: groups are not used."""
        return set()
