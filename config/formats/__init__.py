"""How days and times are written in each language, where Django's way is not the desk's (FORMAT_MODULE_PATH)."""
