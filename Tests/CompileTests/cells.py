# Values as texts, the same for all engines.
import datetime


def cell(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.9e}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return "null" if value is None else str(value)


def cells(row):
    return [cell(value) for value in row]
