"""The exchange format of the history of the old system (docs/historiek.md): the package and its rows, without the database."""

BRON = "edison"
