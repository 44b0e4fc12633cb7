import { randomUUID } from 'node:crypto'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/server'
import { createTools } from './tools.ts'

/** The tools for clients that have a session, as most servers of 2025 keep them. */
export interface SessionTools {
  answer(request: Request): Promise<Response>
  /** As after a restart: no session is known any more. */
  forget(): void
  readonly sessions: number
}

export function createSessionTools(): SessionTools {
  const transports = new Map<string, WebStandardStreamableHTTPServerTransport>()
  let sessions = 0
  return {
    get sessions() {
      return sessions
    },
    forget: () => transports.clear(),
    async answer(request) {
      const id = request.headers.get('mcp-session-id')
      const known = id === null ? undefined : transports.get(id)
      if (known) return known.handleRequest(request)
      if (id !== null) return new Response('Session not found', { status: 404 })
      const transport = new WebStandardStreamableHTTPServerTransport({
        sessionIdGenerator: randomUUID,
        onsessioninitialized: (session) => {
          sessions += 1
          transports.set(session, transport)
        },
      })
      await createTools().connect(transport)
      return transport.handleRequest(request)
    },
  }
}
