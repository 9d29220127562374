"""Staff pages of the library, one module a desk: lists, a document, publishing, citations, problems, topics."""
