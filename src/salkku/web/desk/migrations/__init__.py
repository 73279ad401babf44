"""Steps of the tables of the desk."""
