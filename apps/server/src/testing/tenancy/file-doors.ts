import { expect } from 'vitest'
import { basic } from '../start-test-server.ts'
import { authorized, type Cell, type Door, type Known } from './cell.ts'
import type { Expected } from './row.ts'

const unsigned: Expected = {
  status: 400,
  body: { message: 'Invalid request data', error: expect.any(Array) },
}
const badSignature: Expected = { status: 403, body: { message: 'The signature of the URL is not valid' } }
const farAhead = '4102444800'

type Use = 'fileUrl' | 'uploadUrl'

function fileDoor(method: 'GET' | 'PUT', use: Use, otherUse: Use): Door {
  const sent = ({ awaitedText }: Known['first']) => ({
    body: awaitedText,
    headers: { 'content-type': 'text/plain' },
  })
  return {
    row: {
      route: `${method} /api/public/media-content/*`,
      ask: (first) => ({
        path: first[use].pathname,
        query: queryOf(first[use]),
        ...(method === 'PUT' && sent(first)),
      }),
    },
    cells: {
      refused: [
        visit('nobody', () => ({}), unsigned),
        { ...visit("the project's key", () => ({}), unsigned), headers: byKey },
        { ...visit("the owner's session", () => ({}), unsigned), headers: bySession },
        visit('a made-up signature', () => ({ expires: farAhead, signature: 'x' }), badSignature),
        visit("another file's signature", ({ other }) => queryOf(other[use]), badSignature),
        visit('a signature for another use', ({ first }) => queryOf(first[otherUse]), badSignature),
        visit(
          'a URL made to hold longer',
          ({ first }) => ({ ...queryOf(first[use]), expires: farAhead }),
          badSignature,
        ),
      ],
      foreign: [],
      own: [{ who: 'whoever has the URL', headers: () => ({}), expected: () => ({ status: 200 }) }],
    },
  }
}

const byKey: Cell['headers'] = ({ first }) => authorized(basic(first.publicKey, first.secretKey))
const bySession: Cell['headers'] = ({ cookies }) => ({ cookie: cookies.owner })

function visit(who: string, query: (known: Known) => Record<string, string>, expected: Expected): Cell {
  return { who, headers: () => ({}), ask: (known) => ({ query: query(known) }), expected: () => expected }
}

function queryOf({ searchParams }: URL): Record<string, string> {
  return Object.fromEntries(searchParams)
}

/** Files open with the signature of a URL, whoever has it, and with nothing else. */
export const fileDoors: readonly Door[] = [
  fileDoor('GET', 'fileUrl', 'uploadUrl'),
  fileDoor('PUT', 'uploadUrl', 'fileUrl'),
]
