"""A defended portfolio in, pages and open data out: for the working group, and for everybody."""

from salkku.publish.bundle import bundle
from salkku.publish.material import Material
from salkku.publish.put import put
from salkku.publish.report import report

__all__ = ["Material", "bundle", "put", "report"]
