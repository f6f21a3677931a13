/** The theme of this phone, kept by theme.js (a classic script that runs before the first paint). */

export const chosenTheme = () => globalThis.temaTerpilih();

/** `''` follows the phone. */
export const chooseTheme = (name) => globalThis.pilihTema(name);
