/** Bytes in and out: varints that hold every safe integer, short texts, and a reader that never reads past the end. Twin: simulasi/sync/bytes.py */
const utf8 = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true });

/** `{bytes(list), varint(n), text(s), done() -> Uint8Array}` */
export function writer() {
  const out = [];
  const w = {
    byte: (b) => out.push(b),
    bytes: (list) => list.forEach((b) => out.push(b)),
    varint(n) {
      let rest = n;
      while (rest >= 128) {
        out.push((rest % 128) + 128);
        rest = Math.floor(rest / 128);
      }
      out.push(rest);
    },
    text(s) {
      const encoded = utf8.encode(s);
      w.varint(encoded.length);
      w.bytes(encoded);
    },
    done: () => Uint8Array.from(out),
  };
  return w;
}

/** Reads what `writer` wrote; throws RangeError for anything that is cut off or too large. */
export function reader(data) {
  let at = 0;
  const r = {
    get left() {
      return data.length - at;
    },
    byte() {
      if (at >= data.length) throw new RangeError('terpotong');
      return data[at++];
    },
    bytes(n) {
      if (n > data.length - at) throw new RangeError('terpotong');
      at += n;
      return data.slice(at - n, at);
    },
    varint() {
      let n = 0;
      for (let scale = 1, b = 128; b >= 128; scale *= 128) {
        b = r.byte();
        n += (b % 128) * scale;
        if (!Number.isSafeInteger(n) || scale > 2 ** 49) throw new RangeError('bilangan terlalu besar');
      }
      return n;
    },
    text: (most) => {
      const n = r.varint();
      if (n > most) throw new RangeError('teks terlalu panjang');
      return strict.decode(r.bytes(n));
    },
  };
  return r;
}
