// No signature of Claude's holds a colon: they are base64.
const GOOGLE = 'google:'
const DETAILS = 'details:'
const IN_CALL_ID = '__thought__'

/** A signature of Gemini's as it travels through clients, so that no other provider is shown it as its own. */
export function sealGoogle(signature: string): string {
  return GOOGLE + signature
}

/** Gemini's own signature, or undefined for that of another provider. */
export function openGoogle(signature: string | undefined): string | undefined {
  return signature?.startsWith(GOOGLE) ? signature.slice(GOOGLE.length) : undefined
}

/** What OpenRouter tells of reasoning beside its text, whichever model thought; it wants all of it back. */
export function sealDetails(details: readonly unknown[]): string {
  return DETAILS + Buffer.from(JSON.stringify(details)).toString('base64url')
}

/** The details, or undefined for a signature of another kind. */
export function openDetails(signature: string | undefined): readonly unknown[] | undefined {
  if (!signature?.startsWith(DETAILS)) return undefined
  try {
    const text = Buffer.from(signature.slice(DETAILS.length), 'base64url').toString('utf8')
    const details: unknown = JSON.parse(text)
    return Array.isArray(details) ? details : undefined
  } catch {
    return undefined
  }
}

export function isClaudeSignature(signature: unknown): signature is string {
  return typeof signature === 'string' && signature !== '' && !signature.includes(':')
}

/**
 * Gemini signs calls of tools, and no dialect has a field for that. So the signature travels in the id of the call,
 * which every client sends back unchanged.
 */
export function signCallId(id: string, signature: string | undefined): string {
  if (!signature) return id
  return `${id}${IN_CALL_ID}${Buffer.from(signature, 'base64').toString('base64url')}`
}

/** The id without its signature, and the signature. */
export function splitCallId(id: string): { readonly id: string; readonly signature?: string } {
  const at = id.indexOf(IN_CALL_ID)
  if (at < 0) return { id }
  const signature = Buffer.from(id.slice(at + IN_CALL_ID.length), 'base64url').toString('base64')
  return { id: id.slice(0, at), ...(signature ? { signature } : {}) }
}
