"""*Báo Mẫu*, a provincial newspaper invented for illustration (*dữ liệu minh họa*), and *Báo Bạn*, which reprints from it.

``articles`` holds what was written (one TOML file each: the gold for parsing), ``site`` renders it as pages of two
content-management systems, ``server`` serves them on loopback. Only the standard library is needed.
"""
