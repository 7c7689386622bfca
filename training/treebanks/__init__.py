"""Reads the open data sets that the pipeline is trained on, and writes them as spaCy's DocBins."""
