"""Reading registers of other parties: bytes in, rows and faults out. Nothing here writes; that is `dossiers.actions.register`."""
