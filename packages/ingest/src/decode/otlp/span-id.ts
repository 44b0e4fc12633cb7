/** A trace or span id as lower-case hex, whatever form it came in; why not, when it is unusable. */
export function readId(value: unknown): { readonly id: string } | { readonly fault: 'absent' | 'invalid' } {
  if (value === undefined || value === null || value === '') return { fault: 'absent' }
  const id = typeof value === 'string' ? value.toLowerCase() : hexOf(bytesOf(value))
  if (id === '') return { fault: 'absent' }
  return /^[0-9a-f]{1,64}$/.test(id) && !/^0+$/.test(id) ? { id } : { fault: 'invalid' }
}

/** Bytes, a `Buffer` that went through JSON (`{"type":"Buffer","data":[…]}`), a list of numbers. */
function bytesOf(value: unknown): Uint8Array | null {
  if (value instanceof Uint8Array) return value
  const data = typeof value === 'object' && value !== null && 'data' in value ? value.data : value
  if (!Array.isArray(data) || !data.every((byte) => Number.isInteger(byte))) return null
  return Uint8Array.from(data as number[])
}

function hexOf(bytes: Uint8Array | null): string {
  if (bytes === null) return 'invalid'
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')
}
