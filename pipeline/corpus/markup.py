"""Text of newspapers inside HTML: escaped, and with nothing invisible left in it."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

_NUMBER = ' class="number"'
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
                        "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff]")


def shown(value: object) -> str:
    """``value`` as HTML that shows its letters and does nothing: markup and quotes escaped, marks that turn or hide text (as
    U+202E) shown by their number, anything missing as an empty text. It may stand in an element or in a quoted attribute.

    >>> shown('<b title="x">Đảng\\u202e</b>')
    '&lt;b title=&quot;x&quot;&gt;Đảng[U+202E]&lt;/b&gt;'
    """
    if value is None or (isinstance(value, float) and value != value) or str(value) in ("<NA>", "NaT"):
        return ""
    return html.escape(visible(str(value)))


def visible(text: str) -> str:
    """``text`` with every mark that turns or hides letters, and every control character, shown by its number.

    >>> visible("báo\\u202e")
    'báo[U+202E]'
    """
    return _INVISIBLE.sub(lambda found: f"[U+{ord(found[0]):04X}]", unicodedata.normalize("NFC", text))


def table_html(frame: pd.DataFrame, caption: str, *, most: int = 500) -> str:
    """A frame as an HTML table with a caption; numbers stand right, at most ``most`` rows are printed and the rest counted."""
    numeric = {name for name in frame.columns if frame[name].dtype.kind in "iuf"}
    head = "".join(f'<th scope="col"{_NUMBER if name in numeric else ""}>{shown(name)}</th>' for name in frame.columns)
    rows = "".join(f"<tr>{''.join(_cell(row[name], name in numeric) for name in frame.columns)}</tr>"
                   for row in frame.head(most).to_dict("records"))
    more = f"<p>{len(frame) - most:,} more rows are not printed.</p>" if len(frame) > most else ""
    return (f'<div class="wide"><table><caption>{shown(caption)}</caption><thead><tr>{head}</tr></thead>'
            f"<tbody>{rows}</tbody></table></div>{more}")


def _cell(value: Any, numeric: bool) -> str:
    if numeric:
        return f"<td{_NUMBER}>{_number(value)}</td>"
    if hasattr(value, "strftime") and value == value:
        return f'<td class="day">{value:%Y-%m-%d}</td>'
    return f"<td><bdi>{shown(value)}</bdi></td>"


def _number(value: Any) -> str:
    if value is None or value != value or str(value) == "<NA>":
        return ""
    return f"{value:,.0f}" if float(value) == int(value) else f"{value:,.2f}".rstrip("0")
