"""Original files by their SHA-256, never altered; what was refused stands in quarantine with its reason.

Owns originals and arrivals. Serves intake, which reads them, and the site, which hands them out.
"""
