"""The record for machines: API, change list, feeds, bulk files, sitemap, and a server for assistants."""
