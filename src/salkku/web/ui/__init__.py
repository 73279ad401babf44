"""What all pages share: layout, sentences, charts and errors."""
