"""Reading of files that pages link: PDF, Word, workbooks, archives. Bytes in, plain text out."""
