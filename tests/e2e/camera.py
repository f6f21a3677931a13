"""A camera for the browser that sees another page's screen: its codes, a little turned, blurred and noisy, some frames lost, as a Y4M file."""

import base64
import random
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, Playwright

from tests.e2e.conftest import CHROMIUM, FLAGS

WIDTH, HEIGHT = 640, 480
GREY = bytes([120]) * (WIDTH * HEIGHT)
CHROMA = bytes([128]) * (WIDTH * HEIGHT // 2)

# Each different picture of the code, as a cheap camera would see it.
SEE = """async ([count, width, height]) => {
  const code = document.querySelector('canvas.hand-code');
  const pen = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
  const seen = [];
  for (let last = ''; seen.length < count; ) {
    await new Promise(requestAnimationFrame);
    const now = code.toDataURL();
    if (now === last) continue;
    last = now;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.filter = 'none';
    pen.fillStyle = '#888';
    pen.fillRect(0, 0, width, height);
    pen.translate(width / 2, height / 2);
    pen.rotate(0.06);
    pen.filter = 'blur(0.7px)';
    pen.drawImage(code, -185, -185, 370, 370);
    const { data } = pen.getImageData(0, 0, width, height);
    const luma = new Uint8Array(width * height);
    for (let i = 0; i < luma.length; i += 1) luma[i] = Math.max(16, Math.min(235, data[4 * i] + ((i * 7919 + seen.length * 104729) % 15) - 7));
    let text = '';
    for (let i = 0; i < luma.length; i += 8192) text += String.fromCharCode(...luma.subarray(i, i + 8192));
    seen.push(btoa(text));
  }
  return seen;
}"""

# A code that stands still, drawn as a path, as the same camera would see it.
STILL = """([selector, width, height]) => {
  const code = document.querySelector(selector);
  const pen = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.translate(width / 2, height / 2);
  pen.rotate(0.04);
  pen.scale(400 / code.viewBox.baseVal.width, 400 / code.viewBox.baseVal.height);
  pen.translate(-code.viewBox.baseVal.width / 2, -code.viewBox.baseVal.height / 2);
  pen.fillStyle = '#000';
  pen.fill(new Path2D(code.querySelector('path').getAttribute('d')));
  const { data } = pen.getImageData(0, 0, width, height);
  let text = '';
  for (let i = 0; i < data.length; i += 4) text += String.fromCharCode(Math.max(16, Math.min(235, data[i])));
  return btoa(text);
}"""


def still(page: Page, selector: str) -> bytes:
    """One picture of the code drawn by this SVG, as brightness."""
    return base64.b64decode(page.evaluate(STILL, [selector, WIDTH, HEIGHT]))


def watch(page: Page, count: int) -> list[bytes]:
    """The next `count` different codes on this page, as brightness."""
    return [base64.b64decode(text) for text in page.evaluate(SEE, [count, WIDTH, HEIGHT])]


def film(path: Path, pictures: list[bytes], rate: int, loss: float, seed: int = 1) -> int:
    """Write them as a video of `rate` pictures a second; a lost one is grey. Returns how many were lost."""
    roll, lost = random.Random(seed), 0
    with path.open("wb") as out:
        out.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F{rate}:1 Ip A1:1 C420jpeg\n".encode())
        for picture in pictures:
            gone = roll.random() < loss
            lost += gone
            out.write(b"FRAME\n" + (GREY if gone else picture) + CHROMA)
    return lost


def open_with_camera(playwright: Playwright, profile: Path, video: Path) -> BrowserContext:
    """A phone at 360x640 whose camera shows this film over and over."""
    eyes = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", f"--use-file-for-fake-video-capture={video}"]
    context = playwright.chromium.launch_persistent_context(
        str(profile),
        executable_path=CHROMIUM,
        args=[*FLAGS, *eyes],
        viewport={"width": 360, "height": 640},
        locale="id-ID",
        timezone_id="Asia/Jakarta",
        permissions=["camera"],
    )
    context.set_default_timeout(15_000)
    return context
