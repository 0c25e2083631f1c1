"""From first finding to closed measure, each step lawful and dated."""
