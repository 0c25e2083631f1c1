"""The file of one location: who, what permit, what happened, what must happen when."""
