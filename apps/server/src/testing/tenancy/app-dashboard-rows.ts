import { type AppRow, type Expected, others } from './row.ts'
import type { Things } from './things.ts'

const project = '/api/app/projects/:projectId'
const dashboard = `${project}/dashboards/:dashboardId`
const nowhere = { ids: { dashboardId: 'no-dashboard' } }

const question = {
  view: 'observations',
  dimensions: [{ field: 'name' }],
  metrics: [{ measure: 'count', agg: 'count' }],
  filters: [],
  chartType: 'HORIZONTAL_BAR',
  chartConfig: { type: 'HORIZONTAL_BAR' },
}
const widget = { ...question, name: 'of whoever asks', description: '' }
const always = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z', filters: [] }

const noDashboard = ({ ids }: Things) =>
  notFound(`Dashboard ${ids.dashboardId} not found within authorized project`)

/** Dashboards and widgets in the web UI. */
export const appDashboardRows: readonly AppRow[] = [
  { route: `GET ${project}/dashboards`, other: others },
  { route: `GET ${dashboard}`, other: noDashboard },
  {
    route: `POST ${project}/dashboards`,
    ask: () => ({ body: { name: 'of whoever asks', description: '', filters: [], tiles: [] } }),
    other: { status: 200 },
    viewer: 403,
  },
  { route: `PATCH ${dashboard}`, ask: () => ({ body: { name: 'taken' } }), other: noDashboard, viewer: 403 },
  {
    route: `DELETE ${dashboard}`,
    ask: () => nowhere,
    other: notFound('Dashboard no-dashboard not found within authorized project'),
    own: 404,
    viewer: 403,
  },
  { route: `POST ${dashboard}/tiles`, ask: () => ({ body: { widget } }), other: noDashboard, viewer: 403 },
  {
    route: `DELETE ${dashboard}/tiles/:tileId`,
    ask: () => nowhere,
    other: notFound('Dashboard no-dashboard not found within authorized project'),
    own: 404,
    viewer: 403,
  },
  {
    route: `PUT ${project}/dashboard-widgets/:widgetId`,
    ask: () => ({ body: widget }),
    other: ({ ids }) => notFound(`Dashboard widget ${ids.widgetId} not found within authorized project`),
    viewer: 403,
  },
  {
    route: `GET ${project}/widget-data`,
    ask: () => ({ query: { query: JSON.stringify({ widget: question, ...always }) } }),
    other: others,
  },
  { route: `GET ${project}/widget-fields`, other: { status: 200 } },
]

function notFound(message: string): Expected {
  return { status: 404, body: { code: 'not_found', message } }
}
