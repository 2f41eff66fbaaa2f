"""What a call costs, and what a build costs.

- `calls`, `contenders`: what is measured, and who; `plain`: the same in Python;
- `timing`: rounds, slices, right answers;
- `prepare`, `process`, `session`: from a call to a process, and to a run of many;
- `ratios`: from times to ratios, and how sure they are;
- `threads`: the GIL, and two threads; `free_threads`: two without a GIL;
- `interrupts`: Ctrl-C in the midst of long work;
- `awaits`: asyncio;
- `compiled`, `lines`, `builds`, `wheels`: files, lines of code, builds, wheels;
- `limited`: Cython with the limited API.
"""
