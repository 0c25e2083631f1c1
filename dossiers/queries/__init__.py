"""What a page reads, in a constant number of queries."""
