"""From the blocks of a source to issue, documents, outline, attachments, tables and citations."""
