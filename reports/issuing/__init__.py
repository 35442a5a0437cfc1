"""Everything between a visitor who asks for a report and the file: asked, printed, issued, kept."""
