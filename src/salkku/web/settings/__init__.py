"""Django's settings: ``embedded`` needs none, ``production`` refuses to start unsafe."""
