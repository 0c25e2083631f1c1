"""The lists: which rows, columns and filters."""
