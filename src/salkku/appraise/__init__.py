"""Judgements in, values with their doubt out; here tables end and objects begin."""

from salkku.appraise.cautions import cautions
from salkku.appraise.polytope import vertices_of
from salkku.appraise.problem import problem_of
from salkku.appraise.readings import Reading, readings

__all__ = ["Reading", "cautions", "problem_of", "readings", "vertices_of"]
