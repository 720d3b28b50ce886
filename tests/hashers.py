"""Argon2 as the program uses it, at a cost that a test run can bear."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """The lowest cost that the algorithm allows."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
