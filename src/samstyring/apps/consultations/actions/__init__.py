"""All that writes in this room, by what is written: consultations, submissions, reviews."""
