"""Who is who: jurisdictions, bodies with their names over time, groups that expand on a day.

Owns the register of units. Serves every room that has to say which body a name means.
"""
