"""The portfolio: measures, what binds whom to them, what they depend on, and when they are planned."""
