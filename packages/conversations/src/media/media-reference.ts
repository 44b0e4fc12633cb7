export type MediaKind = 'image' | 'audio' | 'video' | 'file'

/** A file that lies beside telemetry, as SDKs write it in the place of the file's bytes. */
export interface MediaReference {
  readonly mediaId: string
  readonly contentType: string
}

/** The token of Langfuse's SDKs: `@@@langfuseMedia:type=image/png|id=…|source=…@@@`. */
const token = /@@@langfuseMedia:([^@]{1,400})@@@/
const everyToken = new RegExp(token, 'g')

/** Texts and references in the order in which a text holds them; blank texts between are left out. */
export function splitMedia(text: string): (string | MediaReference)[] {
  const pieces: (string | MediaReference)[] = []
  let at = 0
  for (const match of text.matchAll(everyToken)) {
    const reference = readFields(match[1] ?? '')
    if (!reference) continue
    pieces.push(text.slice(at, match.index), reference)
    at = match.index + match[0].length
  }
  pieces.push(text.slice(at))
  return pieces.filter((piece) => typeof piece !== 'string' || piece.trim() !== '')
}

/** The reference that a text is, with nothing around it. */
export function readMediaReference(text: string): MediaReference | undefined {
  const [only, ...others] = splitMedia(text)
  return others.length === 0 && typeof only === 'object' ? only : undefined
}

/** The first reference in a part of a message, wherever the part keeps its bytes. */
export function findMediaReference(part: unknown, depth = 3): MediaReference | undefined {
  if (typeof part === 'string') return readMediaReference(part)
  if (depth === 0 || typeof part !== 'object' || part === null) return undefined
  for (const value of Object.values(part)) {
    const found = findMediaReference(value, depth - 1)
    if (found) return found
  }
  return undefined
}

export function kindOfType(contentType: string | undefined): MediaKind {
  const kind = contentType?.split('/')[0]
  return kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'file'
}

function readFields(fields: string): MediaReference | undefined {
  const named = new Map(
    fields.split('|').map((field) => {
      const at = field.indexOf('=')
      return [field.slice(0, at), field.slice(at + 1)] as const
    }),
  )
  const mediaId = named.get('id')
  const contentType = named.get('type')
  return mediaId && contentType ? { mediaId, contentType } : undefined
}
