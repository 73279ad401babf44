"""A front with its proof, and the proof replayed without any solver."""

from __future__ import annotations

from salkku import appraise
from salkku.decide.certificate import read_certificate, write_certificate
from salkku.decide.replay import replay
from salkku.domain.agreement import Agreement
from salkku.domain.answers import Front
from salkku.domain.certificate import Replayed
from salkku.domain.errors import NotFound
from salkku.mip import Deadline
from salkku.optimise.certificate import certify as certificate_of
from salkku.optimise.certificate import plan_of

__all__ = ["certify", "verify_front"]


def certify(agreement: Agreement, *, front: Front) -> bytes | None:
    """Give the file of a front's certificate; None where there can be none.

    Parameters
    ----------
    front
        The answer of ``front`` for the same agreement. Only a complete one that rests on no
        solver's word has a certificate.
    """
    certificate = certificate_of(appraise.problem_of(agreement), front=front)
    return None if certificate is None else write_certificate(certificate)


def verify_front(
    content: bytes, agreement: Agreement, *, name: str = "", seconds: float | None = None
) -> Replayed:
    """See whether a certificate proves the whole front of an agreement.

    Parameters
    ----------
    content
        The file.
    name
        Of the file, for the fault.
    seconds
        Time after which the answer is ``undecided``.

    Raises
    ------
    WrongInput
        If the file is no certificate.
    """
    certificate = read_certificate(content, name=name)
    objectives = tuple(aim.name for aim in certificate.plan.aims)
    try:
        plan = plan_of(appraise.problem_of(agreement), objectives=objectives)
    except NotFound:
        return Replayed("refuted", "program")
    if not plan.same_as(certificate.plan):
        return Replayed("refuted", "program")
    deadline = Deadline(seconds)
    return replay(certificate, stopped=lambda: deadline.over)
