"""How the rooms are put together into one installation: settings, addresses, schedule."""
