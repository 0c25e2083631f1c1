"""Translation between HTTP and actions, and nothing else."""
