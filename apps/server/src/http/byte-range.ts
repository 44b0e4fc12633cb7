import type { ByteRange } from '@kansoku/storage'

/**
 * What a `Range` header asks for of so many bytes. Undefined: everything, as for several ranges and for units other
 * than bytes, which a server may ignore. Source: RFC 9110 section 14.
 */
export function byteRange(
  header: string | undefined,
  bytes: number,
): ByteRange | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return undefined
  const start = first === '' ? Math.max(0, bytes - Number(last)) : Number(first)
  const end = first === '' || last === '' ? bytes - 1 : Math.min(Number(last), bytes - 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined
  return start >= bytes || (first === '' && Number(last) === 0) ? 'unsatisfiable' : { start, end }
}
