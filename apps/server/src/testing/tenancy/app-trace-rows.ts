import { type AppRow, type Expected, others } from './row.ts'
import type { Things } from './things.ts'

const project = '/api/app/projects/:projectId'
const trace = `${project}/traces/:traceId`
const score = {
  observationId: null,
  name: 'taken',
  dataType: 'NUMERIC',
  configId: null,
  value: 1,
  comment: null,
}

const noTrace = ({ ids }: Things) => notFound(`Trace ${ids.traceId} not found`)
const noScore = ({ ids }: Things) => notFound(`Score ${ids.scoreId} not found`)
const noComment = ({ ids }: Things) => notFound(`Comment ${ids.commentId} not found`)
/** The one of the table was written by a key: nobody's own. */
const nobodys = { own: 404, member: 404, viewer: 403 }

/** What people do with one trace. */
export const appTraceRows: readonly AppRow[] = [
  { route: `PATCH ${trace}`, ask: () => ({ body: { bookmarked: true } }), other: noTrace, viewer: 403 },
  {
    route: `DELETE ${trace}`,
    ask: () => ({ ids: { traceId: 'no-trace' } }),
    other: { status: 200 },
    member: 403,
    viewer: 403,
  },
  { route: `GET ${trace}/document`, other: noTrace },
  {
    route: `GET ${trace}/search`,
    ask: () => ({ query: { text: 'e' } }),
    other: { status: 200, body: { hits: [], isCut: false } },
  },
  {
    route: `GET ${trace}/excerpts`,
    ask: ({ ids }) => ({ query: { id: ids.observationId ?? '' } }),
    other: { status: 200, body: { excerpts: [] } },
  },
  {
    route: `GET ${trace}/observations/:observationId/gateway-call`,
    ask: () => ({ query: { at: '2026-11-20T10:00:00Z' } }),
    other: { status: 200, body: { call: null, tries: [] } },
  },
  { route: `GET ${trace}/comments`, other: { status: 200 } },
  {
    route: `POST ${trace}/comments`,
    ask: () => ({ body: { observationId: null, content: 'taken' } }),
    other: ({ ids }) => notFound(`TRACE: ${ids.traceId} not found`),
    viewer: 403,
  },
  {
    route: `PATCH ${project}/comments/:commentId`,
    ask: () => ({ body: { content: 'taken' } }),
    other: noComment,
    ...nobodys,
  },
  { route: `DELETE ${project}/comments/:commentId`, other: noComment, ...nobodys },
  { route: `GET ${project}/mentions`, other: { status: 200, body: { mentions: [], unread: 0 } } },
  {
    route: `POST ${project}/mentions/read`,
    ask: ({ ids }) => ({ body: { commentIds: [ids.commentId] } }),
    other: { status: 200, body: {} },
  },
  { route: `POST ${trace}/scores`, ask: () => ({ body: score }), other: noTrace, viewer: 403 },
  {
    route: `PATCH ${trace}/scores/:scoreId`,
    ask: () => ({ body: { value: 1, comment: null } }),
    other: noScore,
    ...nobodys,
  },
  { route: `DELETE ${trace}/scores/:scoreId`, other: noScore, ...nobodys },
  { route: `GET ${project}/score-choices`, other: others },
]

function notFound(message: string): Expected {
  return { status: 404, body: { code: 'not_found', message } }
}
