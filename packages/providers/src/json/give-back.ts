/**
 * Gives the memory of a buffer that nobody reads any more back at once, where the buffer is alone in it; its views are empty
 * from then on. V8 would come to it later, count it as growth until then, and collect its whole heap ten times as often when
 * bodies are large.
 */
export function giveBack({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}
