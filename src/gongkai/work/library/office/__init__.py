"""Staff pages of the library, a module a desk: lists, document, publishing, citations, problems, topics."""
