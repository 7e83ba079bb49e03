"""Letters as PDF with typst: accessible (PDF/UA-1) and archivable (PDF/A-2a)."""
