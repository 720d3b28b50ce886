"""The room of needs: what is needed, and the way of a need from a municipality to the nation."""
