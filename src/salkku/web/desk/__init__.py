"""The desk: agreements kept in the database, as the folder's documents with their history."""
