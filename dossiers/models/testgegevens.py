"""The mark that a database holds no real places."""

from django.db import models
from django.db.models import Q


class MerktekenTest(models.Model):
    """One row says that everything in this database is fictitious or foreign: a demo, a generated world, a trial.

    It is set when such a world is made and never taken away. What must not come among real places asks for it
    (`dossiers.actions.testgegevens.is_testwereld`).
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    sinds = models.DateTimeField()
    waarom = models.CharField(max_length=100)

    class Meta:
        verbose_name = "merkteken testgegevens"
        verbose_name_plural = "merkteken testgegevens"
        constraints = (models.CheckConstraint(name="testgegevens_een_rij", condition=Q(id=1)),)

    def __str__(self) -> str:
        return f"testgegevens sinds {self.sinds:%d/%m/%Y}: {self.waarom}"
