/** What this browser is and can do, asked once in one place. */
import { wallMs } from './clock.js';

/** What is missing for offline play, as short words for the help page; empty when all is there. */
export function missingPowers() {
  const missing = [];
  if (!window.isSecureContext) missing.push('https');
  if (!('serviceWorker' in navigator)) missing.push('pekerja');
  if (!window.crypto?.subtle) missing.push('kripto');
  if (!window.indexedDB) missing.push('penyimpanan');
  if (!window.caches) missing.push('cache');
  return missing;
}

/** Inside a chat app's own window? Its storage is separate and may vanish with the window. */
export const isEmbedded = (ua = navigator.userAgent) =>
  /; wv\)|FBAN|FBAV|FB_IAB|Instagram|Line\/|WhatsApp|Telegram|TikTok|musical_ly/i.test(ua);

export const isAndroid = (ua = navigator.userAgent) => /Android/i.test(ua);

/** Whose menu puts this page on the home screen: `samsung`, `safari` (iPhone, iPad), `chrome` (Android), or '' where we cannot say. */
export function installWay(ua = navigator.userAgent) {
  if (isEmbedded(ua)) return '';
  if (/SamsungBrowser\//i.test(ua)) return 'samsung';
  if (/iPhone|iPad|iPod/i.test(ua)) return /CriOS|FxiOS|EdgiOS|OPiOS/i.test(ua) ? '' : 'safari';
  return isAndroid(ua) && /Chrome\//i.test(ua) && !/Firefox|OPR\/|EdgA\//i.test(ua) ? 'chrome' : '';
}

/** A link that asks Android to open this page in Chrome. Android cuts at the last `#Intent;`, so the invitation behind the # comes along. */
export function chromeLink(here = location) {
  const scheme = here.protocol.slice(0, -1);
  return `intent://${here.host}${here.pathname}${here.search}${here.hash ?? ''}#Intent;scheme=${scheme};package=com.android.chrome;S.browser_fallback_url=${encodeURIComponent(here.href)};end`;
}

export const isStandalone = () => window.matchMedia?.('(display-mode: standalone)').matches || navigator.standalone === true;

/** When what was just drawn is on the screen; at once where nobody looks. */
export const painted = () => (document.hidden ? Promise.resolve() : new Promise((ok) => requestAnimationFrame(() => setTimeout(ok))));

let installPrompt = null;

/** Keep Chrome's own install offer for the moment the person asks for it. */
export function watchInstallOffer(changed) {
  window.addEventListener('beforeinstallprompt', (e) => {
    e.preventDefault();
    installPrompt = e;
    changed();
  });
  window.addEventListener('appinstalled', () => {
    installPrompt = null;
    changed();
  });
}

export const canInstall = () => Boolean(installPrompt);

export async function install() {
  const offer = installPrompt;
  installPrompt = null;
  await offer?.prompt();
}

/** Where this page is open, as the screens need to know it. */
export const here = () => ({
  embedded: isEmbedded(),
  chrome: isAndroid() ? chromeLink() : '',
  standalone: isStandalone(),
  offered: canInstall(),
  way: installWay(),
});

/** Ask that the browser does not clear our storage by itself. The answer is shown, never depended on. */
export async function persistStorage() {
  try {
    return (await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.()) || false;
  } catch {
    return false;
  }
}

/** Keep the screen on; returns the way to let it sleep again. Where the browser cannot, nothing happens. */
export function keepAwake() {
  let lock = null;
  let done = false;
  navigator.wakeLock?.request('screen').then(
    (got) => (done ? got.release() : (lock = got)),
    () => {}
  );
  return () => {
    done = true;
    lock?.release();
  };
}

const asFile = (name, content, type) => new File([content], name, { type });

/** Can this browser hand a file to another app? */
export const canShareFile = () => Boolean(navigator.canShare?.({ files: [asFile('a.simtps', 'a', 'application/octet-stream')] }));

/** Through the share sheet; a person who closes it has changed their mind, that is no failure. */
export async function shareFile(name, content, type) {
  try {
    await navigator.share({ files: [asFile(name, content, type)] });
  } catch (e) {
    if (e?.name !== 'AbortError') saveFile(name, content, type);
  }
}

/** Hand a text or bytes to the person as a file. */
export function saveFile(name, text, type = 'application/json') {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Call `fn` when a send may work again: back online, back in view. Returns the way to stop. */
export function onReturn(fn) {
  const seen = () => document.visibilityState === 'visible' && fn();
  window.addEventListener('online', fn);
  document.addEventListener('visibilitychange', seen);
  return () => {
    window.removeEventListener('online', fn);
    document.removeEventListener('visibilitychange', seen);
  };
}

/** `fn(seconds left)` every second until `until`; returns the way to stop. */
export function countDown(until, fn) {
  const tick = () => {
    const left = Math.ceil((until - wallMs()) / 1000);
    fn(Math.max(0, left));
    if (left <= 0) clearInterval(timer);
  };
  const timer = setInterval(tick, 1000);
  tick();
  return () => clearInterval(timer);
}
