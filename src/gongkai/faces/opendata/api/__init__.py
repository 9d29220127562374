"""The read API, version 1: parse, ask the library, write the answer with what a cache needs to know."""
