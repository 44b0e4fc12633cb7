type Metadata = Readonly<Record<string, unknown>> | null | undefined

interface TagChanges {
  readonly metadata?: Metadata
  readonly tags?: readonly string[] | null | undefined
  readonly guardrails?: unknown
}

/** The metadata that a request asks for: tags and guardrails are kept in it, where LiteLLM has them. Undefined: as it was. */
export function applyTags(stored: Metadata, { metadata, tags, guardrails }: TagChanges): Metadata {
  const listed = { ...(tags ? { tags } : {}), ...(Array.isArray(guardrails) ? { guardrails } : {}) }
  return Object.keys(listed).length > 0 ? { ...(metadata ?? stored), ...listed } : metadata
}
