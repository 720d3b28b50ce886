"""The room of economy: who pays and who gains, national costs, and gains planned and realised."""
