import { createHash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { crc32 } from 'node:zlib'
import { AwsError } from '../aws/aws-error.ts'
import { sha256 } from '../aws/signature.ts'

const TRAILER = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER'

type Checksums = ReadonlyMap<string, string>

/**
 * The content that a request carries, out of its chunks where it comes in such, when it has the hash that was signed
 * and the checksums that headers and trailers name.
 */
export function readPayload(headers: IncomingHttpHeaders, body: Buffer, signedHash: string): Buffer {
  const { content, trailers } = unwrap(headers, body, signedHash)
  const named = Object.entries(headers).flatMap(([name, value]) =>
    name.startsWith('x-amz-checksum-') || name === 'content-md5' ? [[name, String(value)] as const] : [],
  )
  // Names an algorithm, no sum.
  const sums = named.filter(([name]) => !/-(algorithm|mode|type)$/.test(name))
  for (const [name, sum] of [...sums, ...trailers]) checkSum(name, sum, content)
  return content
}

function unwrap(headers: IncomingHttpHeaders, body: Buffer, signedHash: string) {
  const none: Checksums = new Map()
  if (signedHash === 'UNSIGNED-PAYLOAD') return { content: body, trailers: none }
  if (signedHash === TRAILER) return readChunks(body, Number(headers['x-amz-decoded-content-length']))
  if (signedHash.startsWith('STREAMING-')) {
    throw new AwsError(501, 'NotImplemented', `The emulator does not read ${signedHash}.`)
  }
  if (sha256(body) === signedHash) return { content: body, trailers: none }
  const message = "The provided 'x-amz-content-sha256' header does not match what was computed."
  throw new AwsError(400, 'XAmzContentSHA256Mismatch', message)
}

/** `aws-chunked`: sizes in hex before each chunk, and checksums as trailers after the empty one. */
function readChunks(body: Buffer, decodedLength: number): { content: Buffer; trailers: Checksums } {
  const chunks: Buffer[] = []
  let offset = 0
  const readLine = () => {
    const end = body.indexOf('\r\n', offset)
    if (end < 0) throw new AwsError(400, 'IncompleteBody', 'The request body terminated unexpectedly.')
    const line = body.toString('latin1', offset, end)
    offset = end + 2
    return line
  }
  for (let size = Number.parseInt(readLine(), 16); size > 0; size = Number.parseInt(readLine(), 16)) {
    chunks.push(body.subarray(offset, offset + size))
    offset += size + 2
  }
  const trailers = new Map<string, string>()
  for (let line = readLine(); line !== ''; line = offset < body.length ? readLine() : '') {
    const [name = '', value = ''] = line.split(':')
    trailers.set(name.trim().toLowerCase(), value.trim())
  }
  const content = Buffer.concat(chunks)
  if (content.length === decodedLength) return { content, trailers }
  throw new AwsError(
    400,
    'IncompleteBody',
    'The body does not have the length of x-amz-decoded-content-length.',
  )
}

const digests: Readonly<Record<string, (content: Buffer) => Buffer>> = {
  'x-amz-checksum-sha256': (content) => createHash('sha256').update(content).digest(),
  'x-amz-checksum-sha1': (content) => createHash('sha1').update(content).digest(),
  'x-amz-checksum-crc32': (content) => {
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(content))
    return sum
  },
  'content-md5': (content) => createHash('md5').update(content).digest(),
}

function checkSum(name: string, sum: string, content: Buffer): void {
  const digest = digests[name]
  if (!digest) throw new AwsError(501, 'NotImplemented', `The emulator does not compute ${name}.`)
  const right = digest(content).toString('base64')
  if (sum === right) return
  if (sum.length !== right.length) {
    throw new AwsError(400, 'InvalidRequest', `Value for ${name} header is invalid.`)
  }
  throw new AwsError(400, 'BadDigest', `The ${name} you specified did not match the calculated checksum.`)
}
