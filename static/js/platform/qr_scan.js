/** QR codes from the camera: the browser's own BarcodeDetector where it really decodes, else the vendored `qr`, loaded when a camera opens. */
import { paintQr } from './qr_encode.js';

const WIDTH = 640; // wider frames only cost time: a version 10 code is read at 640x480
const PROBE = 'SIMULASI TPS 2:5*';

export class CameraError extends Error {
  /** @param {'izin'|'tidak-ada'|'sibuk'|'tidak-bisa'} code */
  constructor(code, cause) {
    super(code);
    this.name = 'CameraError';
    Object.assign(this, { code, cause });
  }
}

const WHY = { NotAllowedError: 'izin', SecurityError: 'izin', NotFoundError: 'tidak-ada', OverconstrainedError: 'tidak-ada', NotReadableError: 'sibuk', AbortError: 'sibuk' };

/** Some phones have the class but not the module behind it: it must read a code we drew before it is trusted. */
async function ownDetector() {
  if (typeof BarcodeDetector !== 'function') return null;
  try {
    const canvas = document.createElement('canvas');
    paintQr(canvas, PROBE, 240);
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    const found = await detector.detect(canvas);
    return found[0]?.rawValue === PROBE ? async (source) => (await detector.detect(source)).map((f) => f.rawValue) : null;
  } catch {
    return null;
  }
}

async function vendored() {
  const { decodeQR } = await import('../../vendor/qr-0.7.0/decode.min.js');
  return async (canvas) => {
    try {
      return [decodeQR(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height))];
    } catch {
      return []; // it throws for a picture without a readable code
    }
  };
}

let reader = null;

/** `read(canvas) -> [text]`, chosen once. */
export const qrReader = () => (reader ??= ownDetector().then((own) => own ?? vendored()));

async function camera(video) {
  if (!navigator.mediaDevices?.getUserMedia) throw new CameraError('tidak-bisa');
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 }, frameRate: { ideal: 30 } }, audio: false });
    video.srcObject = stream;
    await video.play();
    return stream;
  } catch (e) {
    throw new CameraError(WHY[e?.name] ?? 'tidak-bisa', e);
  }
}

/** The next picture of the camera, or the next repaint where the browser does not say. */
const nextPicture = (video) => new Promise((ok) => (video.requestVideoFrameCallback ? video.requestVideoFrameCallback(ok) : requestAnimationFrame(ok)));

/** Show the camera in `video` and call `onText` for every code read. Returns `stop()`; throws CameraError. */
export async function scan(video, onText) {
  const [stream, read] = await Promise.all([camera(video), qrReader()]);
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  let live = true;
  const look = async () => {
    while (live) {
      await nextPicture(video);
      if (!live || !video.videoWidth) continue;
      const width = Math.min(WIDTH, video.videoWidth);
      const height = Math.round((video.videoHeight * width) / video.videoWidth);
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      pen.drawImage(video, 0, 0, width, height);
      for (const text of await read(canvas)) if (live) onText(text);
    }
  };
  look();
  return () => {
    live = false;
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
}
