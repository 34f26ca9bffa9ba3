"""From marks on pages to text: lines, columns, running heads and feet, paragraphs."""
