"""The calls of docs/protocol.md."""

from flask import Blueprint, Response, g, request

from simulasi import access
from simulasi.blueprints.api import envelope
from simulasi.services import certificates, curriculum, enrolment, own_logs, packs, uploads, vouching
from simulasi.services.wire import ProtocolError

# What these modules provide for the inbox is registered by importing them.
PROVIDERS = (curriculum,)

bp = Blueprint("api", __name__, url_prefix="/api")
bp.register_error_handler(ProtocolError, envelope.refusal)


@bp.post("/enrol/open")
@access.public
def enrol_open() -> Response:
    """What does this invitation invite to?"""
    return envelope.answer(enrolment.open_code(envelope.body(), request.remote_addr or ""))


@bp.post("/enrol/claim")
@access.public
def enrol_claim() -> Response:
    """This phone is this member's."""
    return envelope.answer(enrolment.claim(envelope.body(), request.remote_addr or ""))


@bp.post("/sync/hello")
@access.device
def hello() -> Response:
    """What do we both hold?"""
    return envelope.seated(uploads.hello)


@bp.post("/sync/upload")
@access.device
def upload() -> Response:
    """Take these lines."""
    return envelope.seated(uploads.upload)


@bp.post("/sync/carry")
@access.device
def carry() -> Response:
    """Take these bundles of others."""
    return envelope.seated(uploads.carry)


@bp.get("/packs")
@access.public
def pack_list() -> Response:
    """What there is to install."""
    return envelope.answer({"packs": [offer.wire() for offer in packs.offers()], "kunci": certificates.public_keys()})


@bp.post("/sync/mine")
@access.device
def mine() -> Response:
    """Give me what I played on another phone."""
    return envelope.seated(own_logs.mine)


@bp.post("/sync/izin")
@access.device
def permit() -> Response:
    """That new phone is mine too."""
    return envelope.seated(vouching.vouch)


@bp.post("/sertifikat")
@access.device
def certificate() -> Response:
    """Sign what my logs show."""
    return envelope.answer(certificates.asked(g.device, envelope.body()))
