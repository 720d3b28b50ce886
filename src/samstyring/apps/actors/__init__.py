"""Who there is: people's accounts, organisations, counties, networks, cooperations, bodies and roles."""
