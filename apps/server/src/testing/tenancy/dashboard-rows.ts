import { expect } from 'vitest'
import { others, type Row, unstableNotFound } from './row.ts'
import { type Things, widgetNamed } from './things.ts'

const widgets = '/api/public/unstable/dashboard-widgets'
const dashboards = '/api/public/unstable/dashboards'
const placements = `${dashboards}/:dashboardId/placements`

const noWidget = ({ ids }: Things) =>
  unstableNotFound(`Dashboard widget ${ids.widgetId} not found within authorized project`)
const noDashboard = ({ ids }: Things) =>
  unstableNotFound(`Dashboard ${ids.dashboardId} not found within authorized project`)

/** Places the first project's widget. */
const showing = ({ ids }: Things) => ({ type: 'widget', widgetId: ids.widgetId })

export const dashboardReadRows: readonly Row[] = [
  { route: `GET ${widgets}`, other: others },
  { route: `GET ${widgets}/:widgetId`, other: noWidget },
  { route: `GET ${dashboards}`, other: others },
  { route: `GET ${dashboards}/:dashboardId`, other: noDashboard },
]

export const dashboardWriteRows: readonly Row[] = [
  {
    route: `POST ${widgets}`,
    ask: () => ({ body: widgetNamed('of whose key asks') }),
    other: { status: 200, body: expect.objectContaining({ name: 'of whose key asks' }) },
  },
  { route: `PATCH ${widgets}/:widgetId`, ask: () => ({ body: { name: 'taken' } }), other: noWidget },
  {
    route: `POST ${dashboards}`,
    about: 'that shows its widget',
    ask: (first) => ({
      body: {
        name: 'taken',
        definition: { widgets: [{ ...showing(first), id: 'tile', x: 0, y: 0, width: 1, height: 1 }] },
      },
    }),
    other: noWidget,
  },
  { route: `PATCH ${dashboards}/:dashboardId`, ask: () => ({ body: { name: 'taken' } }), other: noDashboard },
  {
    route: `POST ${placements}`,
    ask: (first) => ({ body: { ...showing(first), id: 'taken' } }),
    other: noDashboard,
  },
  {
    route: `POST ${placements}`,
    about: "of its widget on the other project's dashboard",
    ask: (first, { ids }) => ({
      ids: { dashboardId: ids.dashboardId ?? '' },
      body: { ...showing(first), id: 'second' },
    }),
    other: noWidget,
    own: 404,
  },
  { route: `PATCH ${placements}/:placementId`, ask: () => ({ body: { x: 1 } }), other: noDashboard },
]

export const dashboardDeleteRows: readonly Row[] = [
  { route: `DELETE ${placements}/:placementId`, other: noDashboard },
  { route: `DELETE ${dashboards}/:dashboardId`, other: noDashboard },
  // Another dashboard shows it still.
  { route: `DELETE ${widgets}/:widgetId`, other: noWidget, own: 409 },
]
