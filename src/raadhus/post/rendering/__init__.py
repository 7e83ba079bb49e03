"""Letters as PDF: accessible (PDF/UA-1) and archivable (PDF/A-2a)."""
