"""What the API answers: the objects of the command line as schemas, one module an area."""
