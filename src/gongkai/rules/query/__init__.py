"""Search as a grammar: what a text is found by, what a question asks for, what of a text answers it.

One analyser (:mod:`~gongkai.rules.query.tokens`) reads texts and questions alike, so that any engine that
can hold its tokens in order (tantivy here, OpenSearch elsewhere) finds the same.
"""
