"""Tables of the desk; only the desk itself reads and writes them."""

from salkku.web.desk.models.agreement import AgreementRecord
from salkku.web.desk.models.answer import AnswerRecord
from salkku.web.desk.models.decision import DecisionRecord
from salkku.web.desk.models.document import FileRecord, RowRecord

__all__ = ["AgreementRecord", "AnswerRecord", "DecisionRecord", "FileRecord", "RowRecord"]
