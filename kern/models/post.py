"""What was fetched from a mailbox and not yet put away there."""

from django.db import models

from kern.choices import Ophaalstand


class Ophaling(models.Model):
    """One mail that lies in the mailbox, and what became of it here.

    Written in the transaction that takes the mail in, and removed once the mail was put away in the mailbox: a process that is
    killed between the two finds the row and only puts away. What could not be taken in stays, with how often it was tried.
    """

    postbus = models.CharField(max_length=200)
    uidvalidity = models.BigIntegerField()
    uid = models.BigIntegerField()
    stand = models.CharField(max_length=10, choices=Ophaalstand.choices)
    poging = models.PositiveSmallIntegerField(default=1)
    op = models.DateTimeField()

    class Meta:
        ordering = ("op", "pk")
        verbose_name = "opgehaalde mail"
        verbose_name_plural = "opgehaalde mails"
        constraints = (models.UniqueConstraint(name="ophaling_een_per_uid", fields=("postbus", "uidvalidity", "uid")),)

    def __str__(self) -> str:
        return f"mail {self.uid}"
