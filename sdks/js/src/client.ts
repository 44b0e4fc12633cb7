import type { Route, RouteInput, RouteResponse } from '@kansoku/contracts'

/** An answer outside 2xx. `code` is stable and meant for translation; `message` is English. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

interface ClientOptions {
  /** Origin of the server; empty for the page's own origin. */
  readonly baseUrl?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly fetch?: typeof fetch
}

/** Calls any route of the contracts; types of input and output come from the route. */
export interface KansokuClient {
  call<R extends Route>(
    route: R,
    input: RouteInput<R>,
    options?: { signal?: AbortSignal },
  ): Promise<RouteResponse<R>>
}

interface LooseInput {
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
}

export function createClient(options: ClientOptions = {}): KansokuClient {
  const send = options.fetch ?? ((...args: Parameters<typeof fetch>) => fetch(...args))
  return {
    async call(route, input, { signal } = {}) {
      const { params = {}, query = {}, body } = input as LooseInput
      const response = await send(
        `${options.baseUrl ?? ''}${fillPath(route.path, params)}${toQueryString(query)}`,
        {
          method: route.method,
          headers: {
            ...options.headers,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          ...(signal ? { signal } : {}),
        },
      )
      if (!response.ok) throw await toApiError(response)
      return route.response.parse(await response.json()) as never
    },
  }
}

function fillPath(path: string, params: Record<string, string>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

function toQueryString(query: Record<string, unknown>): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) search.append(key, String(item))
    }
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

async function toApiError(response: Response): Promise<ApiError> {
  const text = await response.text()
  try {
    const { error, code, message } = JSON.parse(text) as { error?: unknown; code?: string; message?: string }
    const fallback = typeof error === 'string' ? error : 'unknown'
    return new ApiError(response.status, code ?? fallback, message ?? text)
  } catch {
    return new ApiError(response.status, 'unknown', text || response.statusText)
  }
}
