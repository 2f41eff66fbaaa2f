"""The other roads: one folder of `more-roads` for each tool, run and laid side by side.

folders   what there is: a tool is a folder with a tool.toml
build     an environment of their own, and what is built into it
ask       runs in that environment: one call in a process, and the times
table     a row for each tool, also for one that could not be had
"""
