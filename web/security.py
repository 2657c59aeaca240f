"""Headers that every response carries.  No page needs an inline script or style, so none is allowed."""

from __future__ import annotations

from flask import Flask, Response, request
from secure import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    XContentTypeOptions,
    XFrameOptions,
)

POLICY = (
    ContentSecurityPolicy()
    .default_src("'none'")
    .script_src("'self'")
    .style_src("'self'")
    .img_src("'self'", "data:")
    .font_src("'self'")
    .connect_src("'self'")
    .manifest_src("'self'")
    .form_action("'self'")
    .base_uri("'none'")
    .frame_ancestors("'none'")
)

# A question in an address must not travel to a page that a citation links to: hence no referrer.
# HTTPS is the business of whoever puts the server behind a proxy; on a desk it speaks plain HTTP to itself.
HEADERS = Secure(
    csp=POLICY,
    coop=CrossOriginOpenerPolicy().same_origin(),
    corp=CrossOriginResourcePolicy().same_origin(),
    permissions=PermissionsPolicy().camera().geolocation().microphone().payment().usb(),
    referrer=ReferrerPolicy().no_referrer(),
    xcto=XContentTypeOptions().nosniff(),
    xfo=XFrameOptions().deny(),
)

ALWAYS = frozenset({"X-Content-Type-Options", "Cross-Origin-Resource-Policy", "Referrer-Policy"})
"""Headers that matter for every kind of response."""


def init_app(app: Flask) -> None:
    """Sets the headers on every response; what is not a static file is not stored unless its view says otherwise."""
    app.after_request(_secure)


def _secure(response: Response) -> Response:
    """The rules for documents are left out where no document is: scripts, styles and typefaces cannot break them."""
    inert = request.endpoint == "static" and response.mimetype != "image/svg+xml"
    for name, value in HEADERS.headers.items():
        if not inert or name in ALWAYS:
            response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response
