"""The law and the grammar of official papers: pure functions of their arguments.

Nothing here opens a file, asks the clock or draws at random: blocks of a source go in
(:mod:`gongkai.rules.blocks`), the record of what it says comes out
(:mod:`gongkai.rules.records`).
"""
