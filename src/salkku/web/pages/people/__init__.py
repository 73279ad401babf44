"""People of an agreement: who has which role, and invitations."""
