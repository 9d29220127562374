"""What was done, by whom and why, so that nothing can be taken out unseen.

Owns the hash-chained log of actions, the outbox of events and the log of publications.
Reads nothing of other rooms; every room that writes calls it in the same transaction.
"""
