"""Files in and out of catalogues: upload, preview, apply, undo, download (导入导出)."""
