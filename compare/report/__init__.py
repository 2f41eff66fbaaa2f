"""From the numbers of a run to the tables and pictures that the book shows."""
