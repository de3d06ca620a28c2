"""How many answers a second the API gives, beside tipg over the same open tickets."""
