"""Every write in dossiers; one file per noun."""
