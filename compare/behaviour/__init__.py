"""What every tool makes of good and bad input, one process for each cell.

- `inputs`: the rows, each a line of Python;
- `adapters`: the columns, how each tool spells a call;
- `cell`: what came of one line in one tool;
- `server`: a process for each cell, with a time limit;
- `matrix`: the table, the committed one and today's, and what to think of it.
"""
