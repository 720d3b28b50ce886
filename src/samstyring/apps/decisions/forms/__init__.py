"""What people fill in, with errors that say what to do."""
