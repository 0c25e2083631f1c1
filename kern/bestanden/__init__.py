"""Files people give: looked at before they are kept, stored once per content, scanned, shown safely (docs/documenten.md)."""
