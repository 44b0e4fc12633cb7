import type { AppRow } from './row.ts'

const project = '/api/app/projects/:projectId'
const selection = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' }
const nowhere = { ids: { batchId: 'no-batch' } }
const notFound = (message: string) => ({ status: 404, body: { code: 'not_found', message } })

/** Exports and other work on many rows. */
export const appBatchRows: readonly AppRow[] = [
  {
    route: `GET ${project}/batches`,
    other: { status: 200, body: { batches: [], mayAnnotate: true, mayDelete: true } },
  },
  ...[
    ['POST', '/cancel'],
    ['POST', '/retry'],
    ['DELETE', ''],
  ].map(
    ([method, suffix]): AppRow => ({
      route: `${method} ${project}/batches/:batchId${suffix}`,
      ask: () => nowhere,
      other: notFound('Batch no-batch not found'),
      own: 404,
      member: 404,
      viewer: 404,
    }),
  ),
  {
    route: `GET ${project}/exports/:batchId/file`,
    ask: () => nowhere,
    other: notFound('Batch no-batch not found'),
    own: 404,
    member: 404,
    viewer: 404,
  },
  {
    route: `POST ${project}/exports`,
    ask: () => ({ body: { table: 'traces', format: 'csv', selection } }),
    other: { status: 200 },
  },
  {
    route: `POST ${project}/trace-changes`,
    about: 'to bookmark',
    ask: ({ ids }) => ({
      body: {
        change: { kind: 'edit', edit: { bookmarked: true } },
        selection: { ...selection, ids: [ids.traceId] },
      },
    }),
    other: ({ ids }) => notFound(`Trace ${ids.traceId} not found`),
    viewer: 403,
  },
  {
    route: `POST ${project}/trace-changes`,
    about: 'to delete',
    ask: () => ({
      body: { change: { kind: 'delete' }, selection: { ...selection, ids: ['no-trace'] } },
    }),
    other: { status: 200, body: { batch: null } },
    member: 403,
    viewer: 403,
  },
]
