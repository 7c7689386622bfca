"""Days with the month's name: "9/8" is another day on the other side of the ocean."""

SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
