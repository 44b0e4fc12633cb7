import type { Door } from './cell.ts'
import type { Expected } from './row.ts'

const trace = '/api/app/public/:projectId/traces/:traceId'

/** The table holds no public trace: one that is not is found by nobody here, not even by its owner. */
export const sharedDoors: readonly Door[] = [
  trace,
  `${trace}/observations/:observationId`,
  `${trace}/media/:mediaId`,
].map(
  (path): Door => ({
    row: { route: `GET ${path}` },
    cells: {
      refused: [
        { who: 'nobody', headers: () => ({}), expected: ({ first }) => notFound(first.ids.traceId) },
        {
          who: 'the owner',
          headers: ({ cookies }) => ({ cookie: cookies.owner }),
          expected: ({ first }) => notFound(first.ids.traceId),
        },
      ],
      foreign: [],
      own: [],
    },
  }),
)

function notFound(traceId: string | undefined): Expected {
  return { status: 404, body: { code: 'not_found', message: `Trace ${traceId} not found` } }
}
