/** A text for an answer, a vector for embeddings. */
export type MockResponse = string | readonly number[]

/** `mock_response` of a request or a model; what is neither text nor vector asks for nothing. */
export function parseMockResponse(value: unknown): MockResponse | undefined {
  if (typeof value === 'string') return value
  return Array.isArray(value) && value.length > 0 && value.every(Number.isFinite) ? value : undefined
}
