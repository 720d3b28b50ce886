"""Pages of this room: thin, server-rendered, usable without JavaScript."""
