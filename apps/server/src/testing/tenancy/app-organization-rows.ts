import { randomUUID } from 'node:crypto'
import { type AppRow, type Expected, others } from './row.ts'

const project = '/api/app/projects/:projectId'
const nobody: Expected = { status: 404, body: { code: 'not_found', message: 'Member not found' } }
const byAdminsOnly = { member: 403, viewer: 403 }

const model = { modelName: 'm', matchPattern: '^m$', unit: 'TOKENS', inputPrice: 1 }
const config = { name: 'c', dataType: 'NUMERIC' }

/** Models with their prices, and what scores may be. */
export const appDefinitionRows: readonly AppRow[] = [
  { route: `GET ${project}/model-definitions`, other: others },
  {
    route: `POST ${project}/model-definitions`,
    ask: () => ({ body: model }),
    other: { status: 200 },
    ...byAdminsOnly,
  },
  {
    route: `PUT ${project}/model-definitions/:modelId`,
    ask: ({ ids }) => ({ ids: { modelId: ids.id ?? '' }, body: { ...model, modelName: 'changed' } }),
    other: { status: 404 },
    ...byAdminsOnly,
  },
  {
    route: `DELETE ${project}/model-definitions/:modelId`,
    ask: () => ({ ids: { modelId: 'of-nobody' } }),
    other: { status: 404 },
    own: 404,
    ...byAdminsOnly,
  },
  {
    route: `POST ${project}/model-definitions/match`,
    ask: (_first, { marker }) => ({ body: { model: `${marker}-model`, usage: { input: 1 } } }),
    other: others,
  },
  { route: `GET ${project}/score-configs`, other: others },
  {
    route: `POST ${project}/score-configs`,
    ask: () => ({ body: config }),
    other: { status: 200 },
    viewer: 403,
  },
  {
    route: `PATCH ${project}/score-configs/:configId`,
    ask: () => ({ body: { isArchived: false } }),
    other: { status: 404 },
    viewer: 403,
  },
]

/** Members of the organisation, its name and projects. New names are the other project's, which no read mistakes. */
export const appOrganizationRows: readonly AppRow[] = [
  { route: `GET ${project}/members`, other: others, viewer: 403 },
  {
    route: `POST ${project}/members`,
    // Each somebody else: who awaits an invitation of one organisation is not taken in by another.
    ask: () => ({
      body: { email: `${randomUUID()}@example.com`, organizationRole: 'VIEWER', projectRole: null },
    }),
    other: { status: 200 },
    ...byAdminsOnly,
  },
  {
    route: `POST ${project}/members/:userId/invitation`,
    ask: ({ ownerId }) => ({ ids: { userId: ownerId }, body: {} }),
    other: nobody,
    own: 409,
    ...byAdminsOnly,
  },
  {
    route: `PATCH ${project}/members/:userId`,
    ask: ({ ownerId }) => ({ ids: { userId: ownerId }, body: { organizationRole: 'OWNER' } }),
    other: nobody,
    ...byAdminsOnly,
  },
  {
    route: `DELETE ${project}/members/:userId`,
    ask: ({ ownerId }) => ({ ids: { userId: ownerId } }),
    other: nobody,
    own: 409,
    ...byAdminsOnly,
  },
  { route: `GET ${project}/administration`, other: others },
  // The one for calls without a project, and the last one of the other organisation: both have to stay.
  {
    route: `DELETE ${project}`,
    ask: (_first, { marker }) => ({ body: { name: `${marker} project` } }),
    other: { status: 409 },
    own: 409,
    ...byAdminsOnly,
  },
  ...[`PATCH ${project}`, `PATCH ${project}/organization`, `POST ${project}/organization/projects`].map(
    (route): AppRow => ({
      route,
      ask: (_first, { marker }) => ({ body: { name: marker } }),
      other: { status: 200 },
      ...byAdminsOnly,
    }),
  ),
]
