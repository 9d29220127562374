"""What Django and Wagtail ask about a user, answered from the grants of the day."""
