"""Entries out: the guide-format workbook, CSV and other files a county hands on.

Plain Python; imports only `domains`.
"""
