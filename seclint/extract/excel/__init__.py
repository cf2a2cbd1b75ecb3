"""Excel workbooks: xlsx and its kin part by part, xlsb record by record."""
