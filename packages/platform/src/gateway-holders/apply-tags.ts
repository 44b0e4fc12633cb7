type Metadata = Readonly<Record<string, unknown>> | null | undefined

interface TagChanges {
  readonly metadata?: Metadata
  readonly tags?: readonly string[] | null | undefined
}

/** The metadata that a request asks for: tags are kept in it, where LiteLLM has them. Undefined: as it was. */
export function applyTags(stored: Metadata, { metadata, tags }: TagChanges): Metadata {
  return tags ? { ...(metadata ?? stored), tags } : metadata
}
