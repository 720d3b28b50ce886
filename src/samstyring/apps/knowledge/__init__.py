"""What is known: published evidence, and what municipalities have experienced themselves."""
