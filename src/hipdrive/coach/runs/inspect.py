"""The verb inspect: what a motion file holds."""

from ...motion import FileContent as FileContent
from ...motion import inspect_file as inspect_file
