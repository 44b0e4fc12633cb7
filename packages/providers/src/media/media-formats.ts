import { extname } from 'node:path'

const IMAGES: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpeg',
  'image/jpg': 'jpeg',
  'image/gif': 'gif',
  'image/webp': 'webp',
}

const VIDEOS: Readonly<Record<string, string>> = {
  'video/mp4': 'mp4',
  'video/quicktime': 'mov',
  'video/x-matroska': 'mkv',
  'video/webm': 'webm',
  'video/x-flv': 'flv',
  'video/mpeg': 'mpeg',
  'video/x-ms-wmv': 'wmv',
  'video/3gpp': 'three_gp',
}

const DOCUMENTS: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'text/csv': 'csv',
  'application/msword': 'doc',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'text/html': 'html',
  'text/plain': 'txt',
  'text/markdown': 'md',
}
const DOCUMENT_NAMES = new Set(Object.values(DOCUMENTS))

/** What the first bytes (base64) say; browsers and clients often name the wrong type. */
const SIGNATURES: readonly (readonly [string, string])[] = [
  ['iVBORw0KGgo', 'png'],
  ['/9j/', 'jpeg'],
  ['R0lGOD', 'gif'],
  ['UklGR', 'webp'],
]

/** The service's name of an image format, or undefined when it takes no such image. */
export function imageFormat(mediaType: string, base64: string): string | undefined {
  const seen = SIGNATURES.find(([start]) => base64.startsWith(start))?.[1]
  return seen ?? IMAGES[bare(mediaType)]
}

export function videoFormat(mediaType: string, name: string): string | undefined {
  const ending = extname(name).slice(1).toLowerCase()
  return VIDEOS[bare(mediaType)] ?? (Object.values(VIDEOS).includes(ending) ? ending : undefined)
}

/** By type, else by the ending of the name; text of an unknown kind is `txt`. */
export function documentFormat(mediaType: string, name: string): string | undefined {
  const ending = extname(name).slice(1).toLowerCase()
  const type = bare(mediaType)
  return (
    DOCUMENTS[type] ??
    (DOCUMENT_NAMES.has(ending) ? ending : undefined) ??
    (type.startsWith('text/') ? 'txt' : undefined)
  )
}

function bare(mediaType: string): string {
  return (mediaType.split(';')[0] ?? '').trim().toLowerCase()
}
