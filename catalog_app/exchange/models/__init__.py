"""What the area keeps: import batches, the files they came from, intakes of many files."""

from catalog_app.exchange.models.batches import ImportBatch, ImportChange
from catalog_app.exchange.models.intakes import Intake, IntakeFile
from catalog_app.exchange.models.kept import KeptFile

__all__ = ["ImportBatch", "ImportChange", "Intake", "IntakeFile", "KeptFile"]
