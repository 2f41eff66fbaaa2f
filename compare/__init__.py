"""Where the tools differ: what they print, how they behave, what they cost."""
