"""Turn records into tables, Markdown, HTML and plots."""
