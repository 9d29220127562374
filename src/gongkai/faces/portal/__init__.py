"""The public site: home, archive, issue, document and unit pages, columns and plain pages."""
