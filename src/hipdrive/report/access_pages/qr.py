"""An address as a picture that a phone's camera reads (QR code), for a page and for a terminal."""

import io

import segno

MODULE_PX = 6


def qr_picture(address: str) -> str:
    """The picture as a data: address, dark on light whatever the page's ground is."""
    code = segno.make(address, error="m", micro=False)
    return code.svg_data_uri(scale=MODULE_PX, dark="#000", light="#fff", border=4)


def qr_letters(address: str) -> str:
    """The picture in half blocks, for a terminal."""
    out = io.StringIO()
    segno.make(address, error="l", micro=False).terminal(out, compact=True, border=2)
    return out.getvalue()
