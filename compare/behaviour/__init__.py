"""What every tool makes of good and bad input, one process for each cell.

- `inputs`: the rows, each a line of Python;
- `columns`: the tools, and how each spells a call;
- `one_input`: what came of one line in one tool, a cell;
- `processes`: a process for each cell, with a time limit;
- `matrix`: the table, the committed one and today's, and what to think of it.
"""
