import { appBatchRows } from './app-batch-rows.ts'
import { appBudgetRows } from './app-budget-rows.ts'
import { appDashboardRows } from './app-dashboard-rows.ts'
import { appDefinitionRows, appOrganizationRows } from './app-organization-rows.ts'
import { appTraceRows } from './app-trace-rows.ts'
import { appViewRows } from './app-view-rows.ts'
import { type AppRow, type Expected, others } from './row.ts'
import type { Things } from './things.ts'

const project = '/api/app/projects/:projectId'
const range = { from: hoursFromNow(-1), to: hoursFromNow(1) }
const dashboards = ['overview', 'traces-over-time', 'model-usage', 'latency', 'latency-histogram', 'errors']

const noKey = '0'.repeat(64)
const virtualKeyRows = ['PATCH', 'DELETE', 'POST'].map(
  (method): AppRow => ({
    route: `${method} ${project}/virtual-keys/:keyId${method === 'POST' ? '/rotate' : ''}`,
    ask: () => ({ ids: { keyId: noKey }, ...(method === 'PATCH' ? { body: { isBlocked: true } } : {}) }),
    other: notFound(`Virtual key ${noKey} not found`),
    own: 404,
    member: 403,
    viewer: 403,
  }),
)

const noTeam = { ids: { teamId: 'no-team', memberId: 'nobody' } }
const teamRows = [
  ['GET', '', undefined],
  ['PATCH', '', { isBlocked: true }],
  ['DELETE', '', undefined],
  ['POST', '/members', { named: 'nobody', maxBudget: null, budgetDuration: null }],
  ['PATCH', '/members/:memberId', { maxBudget: null, budgetDuration: null }],
  ['DELETE', '/members/:memberId', undefined],
].map(
  ([method, suffix, body]): AppRow => ({
    route: `${method} ${project}/teams/:teamId${suffix}`,
    ask: () => ({ ...noTeam, ...(body ? { body } : {}) }),
    other: notFound('Team not found, passed team id: no-team'),
    own: 404,
    member: method === 'GET' ? 404 : 403,
    viewer: 403,
  }),
)

/**
 * What owners of another project get is asked for under their own project, with the first project's ids where there
 * are any; under the first project's they always get 404.
 */
export const appRows: readonly AppRow[] = [
  { route: `GET ${project}/traces`, ask: () => ({ query: range }), other: others },
  { route: `GET ${project}/traces/facets`, ask: () => ({ query: range }), other: others },
  { route: `GET ${project}/traces/over-time`, ask: () => ({ query: range }), other: { status: 200 } },
  { route: `GET ${project}/observations`, ask: () => ({ query: range }), other: others },
  { route: `GET ${project}/observations/facets`, ask: () => ({ query: range }), other: others },
  { route: `GET ${project}/observations/over-time`, ask: () => ({ query: range }), other: { status: 200 } },
  { route: `GET ${project}/traces/metadata-keys`, ask: () => ({ query: range }), other: others },
  { route: `GET ${project}/observations/metadata-keys`, ask: () => ({ query: range }), other: others },
  ...appViewRows,
  {
    route: `GET ${project}/traces/:traceId`,
    other: ({ ids }) => notFound(`Trace ${ids.traceId} not found`),
  },
  {
    route: `GET ${project}/traces/:traceId/observations/:observationId`,
    other: ({ ids }) => notFound(`Observation ${ids.observationId} not found`),
  },
  {
    route: `GET ${project}/traces/:traceId/observations/:observationId`,
    about: "in the other project's trace",
    ask: (_first, { ids }) => ({ ids: { traceId: ids.traceId ?? '' } }),
    other: ({ ids }) => notFound(`Observation ${ids.observationId} not found`),
    own: 404,
    member: 404,
    viewer: 404,
  },
  ...appTraceRows,
  { route: `GET ${project}/sessions`, ask: () => ({ query: range }), other: others },
  {
    route: `GET ${project}/sessions/:sessionId`,
    other: ({ ids }) => notFound(`Session ${ids.sessionId} not found`),
  },
  {
    route: `GET ${project}/sessions/:sessionId/turns`,
    other: { status: 200, body: { turns: [], next: null } },
  },
  {
    route: `GET ${project}/agent-tasks`,
    ask: () => ({ query: range }),
    other: { status: 200, body: { rows: [], page: 1, limit: 50, totalItems: 0, totalPages: 0 } },
  },
  { route: `GET ${project}/agent-tasks/:sessionId`, other: { status: 404 } },
  {
    route: `GET ${project}/traces/:traceId/observations/:observationId/changes`,
    other: { status: 404 },
  },
  { route: `GET ${project}/users`, ask: () => ({ query: range }), other: others },
  {
    route: `GET ${project}/users/:userId`,
    ask: ({ userId }) => ({ ids: { userId }, query: range }),
    other: { status: 200, body: { user: null } },
  },
  {
    route: `GET ${project}/users/:userId/activity`,
    ask: ({ userId }) => ({ ids: { userId }, query: range }),
    other: { status: 200 },
  },
  ...dashboards.map(
    (name): AppRow => ({
      route: `GET ${project}/dashboard/${name}`,
      ask: () => ({ query: range }),
      other: name === 'model-usage' ? others : { status: 200 },
    }),
  ),
  ...appBatchRows,
  ...appDashboardRows,
  ...appOrganizationRows,
  ...appDefinitionRows,
  { route: `GET ${project}/usage`, ask: () => ({ query: range }), other: { status: 200 } },
  ...['', '/over-time'].map(
    (suffix): AppRow => ({
      route: `GET ${project}/usage/:dimension${suffix}`,
      ask: () => ({ ids: { dimension: 'key' }, query: range }),
      other: { status: 200 },
    }),
  ),
  // Whoever may see no key learns no name.
  {
    route: `GET ${project}/usage/:dimension/names`,
    ask: () => ({ ids: { dimension: 'key' }, query: { id: 'nobody' } }),
    other: { status: 200, body: { names: [{ id: 'nobody', name: null }] } },
  },
  {
    route: `GET ${project}/gateway-calls`,
    ask: () => ({ query: range }),
    other: { status: 200, body: { rows: [], page: 1, limit: 50, totalItems: 0, totalPages: 0 } },
  },
  {
    route: `GET ${project}/gateway-calls/:traceId/tries`,
    ask: () => ({ query: { at: range.from } }),
    other: { status: 200, body: { tries: [], hasTrace: false } },
  },
  {
    route: `GET ${project}/gateway-models`,
    other: { status: 200, body: { isReachable: false, deployments: [], mayTest: true, mayChange: true } },
  },
  {
    route: `POST ${project}/gateway-models/test`,
    ask: () => ({ body: { id: 'nobody' } }),
    other: { status: 200 },
    member: 403,
    viewer: 403,
  },
  // Models are for those who look after the default project, the other one; no gateway looks at them here.
  {
    route: `POST ${project}/gateway-models`,
    ask: () => ({
      body: { name: 'm', model: 'openai/m', region: null, apiBase: null, apiVersion: null, apiKey: null },
    }),
    other: { status: 422 },
    own: 403,
    member: 403,
    viewer: 403,
  },
  ...(['PATCH', 'DELETE'] as const).map(
    (method): AppRow => ({
      route: `${method} ${project}/gateway-models/:modelId`,
      ask: () => ({ ids: { modelId: 'nobody' }, ...(method === 'PATCH' ? { body: { name: 'n' } } : {}) }),
      other: { status: 404 },
      own: 403,
      member: 403,
      viewer: 403,
    }),
  ),
  { route: `GET ${project}/gateway-setup`, other: { status: 200, body: { setup: null, mayTest: true } } },
  ...['callbacks', 'mcp-servers'].map(
    (what): AppRow => ({
      route: `POST ${project}/gateway-setup/${what}/test`,
      ask: () => ({ body: { name: 'nobody', kind: 'otlp' } }),
      other: { status: 200 },
      own: 403,
      member: 403,
      viewer: 403,
    }),
  ),
  { route: `GET ${project}/first-trace`, other: { status: 200 } },
  { route: `GET ${project}/environments`, other: { status: 200 } },
  { route: `GET ${project}/live`, other: { status: 200 } },
  { route: `GET ${project}/media/:mediaId`, other: () => notFound('Media not found') },
  { route: `GET ${project}/api-keys`, other: ownKeys, viewer: 403 },
  {
    route: `POST ${project}/api-keys`,
    ask: () => ({ body: { note: 'from the tenancy table' } }),
    other: { status: 200 },
    member: 403,
    viewer: 403,
  },
  {
    route: `DELETE ${project}/api-keys/:apiKeyId`,
    ask: () => ({ ids: { apiKeyId: 'no-key' } }),
    other: notFound('API key no-key not found'),
    own: 404,
    member: 403,
    viewer: 403,
  },
  {
    route: `GET ${project}/virtual-keys`,
    other: { status: 200, body: { keys: [], mayChange: true } },
    viewer: 403,
  },
  {
    route: `POST ${project}/virtual-keys`,
    ask: () => ({ body: {} }),
    other: { status: 200 },
    member: 403,
    viewer: 403,
  },
  ...virtualKeyRows,
  // Viewers see of it the teams that they are in.
  { route: `GET ${project}/teams`, other: { status: 200, body: { teams: [], mayChange: true } } },
  {
    route: `POST ${project}/teams`,
    ask: () => ({ body: { maxBudget: -1 } }),
    other: { status: 400 },
    own: 400,
    member: 400,
    viewer: 400,
  },
  ...teamRows,
  ...appBudgetRows,
  { route: `GET ${project}/retention`, other: { status: 200 } },
  {
    route: `PUT ${project}/retention`,
    ask: () => ({ body: { days: 30 } }),
    other: { status: 200 },
    member: 403,
    viewer: 403,
  },
]

function hoursFromNow(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString()
}

function ownKeys(_first: Things, { publicKey }: Things): Expected {
  return { status: 200, shows: publicKey }
}

function notFound(message: string): Expected {
  return { status: 404, body: { code: 'not_found', message } }
}
