/**
 * A request in the words of the client. An adapter that speaks the same dialect sends it as it is, so that nothing is
 * lost on the way; the others go by the neutral fields.
 */
export interface OriginalRequest {
  readonly dialect: 'anthropic'
  /** The body without what was meant for the gateway. */
  readonly body: Readonly<Record<string, unknown>>
  /** Headers that belong to the dialect (`anthropic-version`, `anthropic-beta`); lower-case names. */
  readonly headers: Readonly<Record<string, string>>
}

/** An answer, or an event of a streamed one, in the words of the provider; only where the request has an original. */
export interface Original {
  readonly dialect: 'anthropic'
  readonly body: Readonly<Record<string, unknown>>
}
