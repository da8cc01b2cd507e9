"""State what holds for one eigenvalue under identical initialisation."""
