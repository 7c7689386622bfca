"""Names: their normal form, their script, what they are made of, and whether two of them may be one."""

from matching.names.normal import goes_round, normal_form, speaker_terms
from matching.names.script import latin, script_of

__all__ = ["goes_round", "latin", "normal_form", "script_of", "speaker_terms"]
