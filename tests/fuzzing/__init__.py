"""Hostile files made from good ones: seeds, mutations, the promises that reading keeps, and the run."""
