"""The room of adoption: introductions of measures, use over time, joint waves, and load."""
