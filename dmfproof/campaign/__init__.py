"""Attack the statements: draw problems, examine claims, keep the witnesses."""
