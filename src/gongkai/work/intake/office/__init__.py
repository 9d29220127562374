"""The pages of the desk, and what they send: parse, call, render."""
