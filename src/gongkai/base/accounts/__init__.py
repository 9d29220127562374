"""Who may do what: users, the roles they hold for a jurisdiction or unit, and how they sign in.

Owns users and grants. Reads the register of units. Serves every room: the reader who asks.
"""
