/** OpenAI's error body as LiteLLM fills it: `code` is the HTTP status as text unless the upstream gave its own. */
export interface OpenAiErrorBody {
  readonly error: {
    readonly message: string
    readonly type: string | null
    readonly param: string | null
    readonly code: string
  }
}
