"""Where all five bindings must agree. README.md says what lives where."""
