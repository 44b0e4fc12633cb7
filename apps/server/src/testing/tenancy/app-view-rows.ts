import type { AppRow } from './row.ts'

const views = '/api/app/projects/:projectId/table-views/:list'
const view = `${views}/:viewId`
const list = { list: 'traces' }
const nowhere = { ...list, viewId: 'no-view' }
const notFound = { status: 404, body: { code: 'not_found', message: 'View no-view not found' } }
const toNobody = { own: 404, member: 404, viewer: 404 }

/** Views of lists. That those of others are not found is told by the tests of their routes. */
export const appViewRows: readonly AppRow[] = [
  {
    route: `GET ${views}`,
    ask: () => ({ ids: list }),
    other: {
      status: 200,
      body: { views: [], defaults: { personal: null, project: null }, mayShare: true },
    },
  },
  {
    route: `POST ${views}`,
    about: 'for oneself',
    ask: () => ({ ids: list, body: { name: 'Mine', isShared: false, search: {}, layout: {} } }),
    other: { status: 200 },
  },
  {
    route: `POST ${views}`,
    about: 'for the project',
    ask: () => ({ ids: list, body: { name: 'Ours', isShared: true, search: {}, layout: {} } }),
    other: { status: 200 },
    viewer: 403,
  },
  {
    route: `PATCH ${view}`,
    ask: () => ({ ids: nowhere, body: { name: 'Other' } }),
    other: notFound,
    ...toNobody,
  },
  { route: `DELETE ${view}`, ask: () => ({ ids: nowhere }), other: notFound, ...toNobody },
  {
    route: `PUT ${view}/default`,
    ask: () => ({ ids: nowhere, body: { for: 'me', isDefault: true } }),
    other: notFound,
    ...toNobody,
  },
]
