"""The table of `just compare`: what each tool printed and returned, and at what cost.

It is the end of `just all`, so it must not take long: no picture is drawn here, and
nothing that could draw one is imported.
"""
