"""Staff pages of the library, one module a desk."""
