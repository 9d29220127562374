"""Records in, files out: what the public downloads of a document or an issue, as bytes.

``record`` holds what every writer takes; ``reading`` makes it from a reading. The writers are ``akn``
(Akoma Ntoso 3.0), ``official_pdf`` (GB/T 9704 by typst), ``docx``, ``tabular`` (CSV and the field
dictionary) and ``jsonrecord`` (canonical JSON and the digest). None asks a clock, a database or a network.
"""
