import { basic, internalSecret } from '../start-test-server.ts'
import { authorized, type Cell, type Cells, expectedByOther } from './cell.ts'
import type { Expected, Row } from './row.ts'

const noHeader = 'No authorization header'
const badHeader = 'Invalid authorization header'
const badKey = "Invalid credentials. Confirm that you've configured the correct host."
const forbidden = 'Access denied - insufficient permissions for this endpoint'

/** Callers without a key that holds, and what they are told. */
const refused: readonly [who: string, headers: Cell['headers'], message: string][] = [
  ['nobody', () => ({}), noHeader],
  ["the owner's session", ({ cookies }) => ({ cookie: cookies.owner }), noHeader],
  ['another scheme', ({ first }) => authorized(`Digest ${first.secretKey}`), badHeader],
  ['Basic alone', () => authorized('Basic'), badHeader],
  ['Basic that is no base64', () => authorized('Basic ::::'), badHeader],
  ['Basic without a colon', ({ first }) => authorized(`Basic ${btoa(first.publicKey)}`), badHeader],
  ['Basic without a secret', ({ first }) => authorized(basic(first.publicKey, '')), badHeader],
  ['a wrong secret', ({ first }) => authorized(basic(first.publicKey, 'sk-lf-wrong')), badKey],
  ['an unknown public key', ({ first }) => authorized(basic('pk-lf-unknown', first.secretKey)), badKey],
  ["another's public key", ({ first, other }) => authorized(basic(other.publicKey, first.secretKey)), badKey],
  ["another's secret", ({ first, other }) => authorized(basic(first.publicKey, other.secretKey)), badKey],
  ['the secret as Bearer', ({ first }) => authorized(`Bearer ${first.secretKey}`), badKey],
  ['an unknown public key as Bearer', () => authorized('Bearer pk-lf-unknown'), badKey],
  ["the gateway's secret", () => authorized(`Bearer ${internalSecret}`), badKey],
]

/** Where refusals carry the name of the error too. */
const namesErrors = /\/ingestion$/
/** Where refusals carry a code. */
const tellsCodes = /\/unstable\//
/** What a page may call with the public key alone. */
const forPages = /^POST \/api\/public\/(ingestion|scores)$/

/** Cells of a route of the public API. */
export function keyCells(row: Row): Cells {
  const refusals = refused.map(
    ([who, headers, message]): Cell => ({ who, headers, expected: () => refusal(row, 401, message) }),
  )
  const pages = forPages.test(row.route) ? [] : [page(row, 'first'), page(row, 'other')]
  const other: Cell = {
    who: "another project's key",
    headers: ({ other }) => authorized(basic(other.publicKey, other.secretKey)),
    expected: (known) => expectedByOther(row, known),
  }
  const own: Cell = {
    who: 'its own key',
    headers: ({ first }) => authorized(basic(first.publicKey, first.secretKey)),
    expected: () => ({ status: row.own ?? 200 }),
  }
  return { refused: [...refusals, ...heads(row), ...pages], foreign: [other], own: [own] }
}

/** What answers to GET answers to HEAD as well. */
function heads({ route }: Row): Cell[] {
  if (!route.startsWith('GET ')) return []
  return [{ who: 'nobody, by HEAD', method: 'HEAD', headers: () => ({}), expected: () => ({ status: 401 }) }]
}

function page(row: Row, tenant: 'first' | 'other'): Cell {
  return {
    who: `the public key of ${tenant === 'first' ? 'its' : 'another'} project alone`,
    headers: (known) => authorized(`Bearer ${known[tenant].publicKey}`),
    expected: () => refusal(row, 403, forbidden),
  }
}

function refusal({ route }: Row, status: 401 | 403, message: string): Expected {
  if (tellsCodes.test(route)) {
    return { status, body: { message, code: status === 401 ? 'authentication_failed' : 'access_denied' } }
  }
  if (!namesErrors.test(route)) return { status, body: { message } }
  return { status, body: { message, error: status === 401 ? 'UnauthorizedError' : 'ForbiddenError' } }
}
