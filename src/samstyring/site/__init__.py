"""The frame around the rooms: settings, root urls, base templates, static files, translations."""
