/** Raw deflate by the browser; null where it has none (Chrome before 103), and then things travel as they are. */
async function through(bytes, stream) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

export async function deflate(bytes) {
  try {
    return await through(bytes, new CompressionStream('deflate-raw'));
  } catch {
    return null;
  }
}

/** At most `limit` bytes: a few bytes can stand for gigabytes. Throws RangeError. */
export async function inflate(bytes, limit) {
  const source = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const parts = [];
  let size = 0;
  for (;;) {
    const { done, value } = await source.read();
    if (done) break;
    size += value.length;
    if (size > limit) {
      await source.cancel();
      throw new RangeError('terlalu besar');
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
