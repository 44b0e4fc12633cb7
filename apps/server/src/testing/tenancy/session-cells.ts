import { basic, internalSecret } from '../start-test-server.ts'
import { authorized, type Cell, type Cells, expectedByOther } from './cell.ts'
import type { AppRow, Expected } from './row.ts'
import type { Person } from './world.ts'

const notSignedIn = refusal(401, 'not_signed_in', 'Nobody is signed in')
const accessDenied = refusal(
  403,
  'access_denied',
  'Access denied - insufficient permissions for this endpoint',
)
const crossOrigin = refusal(403, 'cross_origin_request', 'The request comes from another origin')

const nobodies: readonly [who: string, headers: Cell['headers']][] = [
  ['nobody', () => ({})],
  ['a made-up session', () => ({ cookie: 'kansoku.session_token=made.up' })],
  ['a session that was ended', ({ cookies }) => ({ cookie: cookies.ended })],
  ["the project's key", ({ first }) => authorized(basic(first.publicKey, first.secretKey))],
  ["the gateway's secret", () => authorized(`Bearer ${internalSecret}`)],
]

const outsiders: readonly Person[] = ['stranger', 'otherOwner', 'none', 'keptOut']

/** Cells of a route of the web UI. */
export function sessionCells(row: AppRow): Cells {
  const lesser = ['viewer', 'member'] as const
  const denied = lesser.filter((role) => row[role] === 403)
  const admitted = ['owner', ...lesser.filter((role) => row[role] !== 403)] as const
  return {
    refused: [
      ...refusedEverywhere(row.route),
      ...outsiders.map((person) => visit(person, ({ first }) => projectNotFound(first.projectId))),
      ...denied.map((person) => visit(person, () => accessDenied)),
    ],
    foreign: [underTheirOwn(row)],
    own: admitted.map((person) => visit(person, () => ({ status: row.own ?? 200 }))),
  }
}

/** Cells of those whom no route of the web UI that needs a session lets in. */
export function refusedEverywhere(route: string): Cell[] {
  return [
    ...nobodies.map(([who, headers]): Cell => ({ who, headers, expected: () => notSignedIn })),
    ...(route.startsWith('GET ') ? [] : [fromAnotherSite]),
  ]
}

const fromAnotherSite: Cell = {
  who: "another site's page in the owner's browser",
  headers: ({ cookies }) => ({ cookie: cookies.owner, origin: 'https://elsewhere.example' }),
  expected: () => crossOrigin,
}

export function visit(person: Person, expected: Cell['expected']): Cell {
  return { who: person, headers: ({ cookies }) => ({ cookie: cookies[person] }), expected }
}

function underTheirOwn(row: AppRow): Cell {
  return {
    who: "another project's owner, under that project",
    headers: ({ cookies }) => ({ cookie: cookies.otherOwner }),
    ask: ({ other }) => ({ ids: { projectId: other.projectId } }),
    expected: (known) => expectedByOther(row, known),
  }
}

function projectNotFound(projectId: string): Expected {
  return refusal(404, 'not_found', `Project ${projectId} not found`)
}

function refusal(status: number, code: string, message: string): Expected {
  return { status, body: { code, message } }
}
