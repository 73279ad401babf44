"""Tests that need a cluster of several processes on this machine."""
