"""What people and phones see when something is refused or breaks: one shape for pages, one for /api/ (docs/protocol.md)."""

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as SQLTimeout
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from simulasi.sync import protocol

# status -> (title, what happened and what to do)
PAGES: dict[int, tuple[str, str]] = {
    400: ("Permintaan tidak dimengerti", "Isian atau alamatnya tidak lengkap. Kembali, lalu coba lagi."),
    403: ("Bukan untuk akun ini", "Halaman ini hanya untuk petugas lain. Masuk dengan akun yang sesuai."),
    404: ("Halaman tidak ada", "Alamatnya keliru, atau halaman ini bukan wilayah Anda. Kembali ke papan, lalu pilih dari sana."),
    405: ("Cara membuka keliru", "Kembali ke halaman sebelumnya, lalu coba lagi."),
    413: ("Berkas terlalu besar", "Kirim berkas yang lebih kecil."),
    429: ("Terlalu sering mencoba", "Tunggu beberapa menit, lalu coba lagi."),
    500: ("Ada gangguan di server", "Data yang sudah tersimpan tidak hilang. Coba lagi sebentar lagi."),
    503: ("Server sedang penuh", "Data yang sudah tersimpan tidak hilang. Coba lagi sebentar lagi."),
}
STALE_FORM = ("Formulir sudah lama terbuka", "Demi keamanan, muat ulang halamannya, lalu isi lagi. Belum ada yang berubah.")
CODES = {400: "body-invalid", 404: "not-found", 405: "method-not-allowed", 413: "too-large", 429: "too-many", 503: "busy"}


def init_app(app: Flask) -> None:
    """Answer every refusal in our own words."""

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        status = error.code or 500
        response = api_error(CODES.get(status, "server-error"), status) if is_api() else page(error, status)
        for name, value in error.get_headers():
            if name not in ("Content-Type", "Content-Length"):
                response.headers[name] = value
        return response

    @app.errorhandler(SQLTimeout)
    @app.errorhandler(OperationalError)
    def busy(error: Exception) -> Response:
        """No connection in time, the database locked, away, or its disk full: nothing was stored, and later it may be."""
        current_app.logger.error("%s %s: %s", request.method, request.path, error)
        response = api_error("busy", 503) if is_api() else page(error, 503)
        response.headers["Retry-After"] = "30"
        return response

    @app.errorhandler(Exception)
    def broken(error: Exception) -> Response:
        current_app.logger.exception("%s %s", request.method, request.path)
        return api_error("server-error", 500) if is_api() else page(error, 500)


def is_api() -> bool:
    """Does a phone ask, or a person?"""
    return request.path.startswith("/api/")


def api_error(code: str, status: int) -> Response:
    """Refuse a phone in the shape it believes."""
    try:
        nonce = protocol.peek_nonce(request.get_data(cache=True))
    except RequestEntityTooLarge:
        nonce = ""
    message = protocol.ERRORS[code][1]
    response = jsonify(marker=protocol.MARKER, protocol=protocol.VERSION, nonce=nonce, error={"code": code, "message": message})
    response.status_code = status
    return response


def page(error: Exception, status: int) -> Response:
    """Refuse a person in plain words."""
    title, text = STALE_FORM if isinstance(error, CSRFError) else PAGES.get(status, PAGES[400 if status < 500 else 500])
    return Response(render_template("galat.html", title=title, text=text, status=status), status)
