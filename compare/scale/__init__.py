"""From one thread to many machines: what crosses, what it costs, when it pays.

- `work`: what is computed, and the right answers;
- `ways`: the same dot product on threads, on processes, on Dask;
- `engines`: pools, shared memory and clusters, started and ended;
- `measure`: every way on every road, checked and then timed.
"""
