"""Words from outside as one line of the desk's. Pure."""


def one_line(words: object, most: int) -> str:
    """The words, or the number, as one line that can be stored, of ``most`` characters: no NUL, no half of a surrogate pair.
    Empty for anything else.
    """
    if not isinstance(words, str | int):
        return ""
    return " ".join(str(words).replace("\x00", " ").encode(errors="ignore").decode().split())[:most]
