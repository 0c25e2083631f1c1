"""What every app shares and none is about: people and teams, rights, log, terms, outbox, PDF, screen components."""
