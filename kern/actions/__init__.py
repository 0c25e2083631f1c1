"""Every write of kern: one function per thing that can happen."""
