"""Files in: one reading of a spreadsheet as entries and problems, each with its cell.

Plain Python; imports only `domains`.
"""
