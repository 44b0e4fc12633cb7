/** A text, or its tokens where the client has counted them itself (only their own provider can read those). */
export type EmbeddingInput = string | readonly number[]

/** Texts to be turned into vectors, in no provider's dialect. */
export interface EmbeddingRequest {
  /** At least one. */
  readonly inputs: readonly EmbeddingInput[]
  /** Length of the vectors; the model's own when absent. */
  readonly dimensions?: number
  readonly user?: string
  /** Parameters without a neutral name, under their names on the wire, e.g. Cohere's `input_type`. */
  readonly extra?: Readonly<Record<string, unknown>>
}

export interface EmbeddingAnswer {
  /** One for each text, in its order. */
  readonly vectors: readonly (readonly number[])[]
  readonly inputTokens: number
  readonly model?: string
}
