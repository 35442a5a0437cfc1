"""The report as a Word document, written from the HTML that the PDF is pressed from."""
