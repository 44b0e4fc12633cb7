import type { AppRow } from './row.ts'

const project = '/api/app/projects/:projectId'

/** Limits with a name, and customers, are for those who look after the default project, the other one. */
const changes = { own: 403, member: 403, viewer: 403 } as const

export const appBudgetRows: readonly AppRow[] = [
  {
    route: `GET ${project}/budgeted`,
    other: { status: 200, body: { budgeted: [], hasMore: false } },
    viewer: 403,
  },
  {
    route: `GET ${project}/budgeted/:kind/:holderId`,
    ask: () => ({ ids: { kind: 'team', holderId: 'no-team' } }),
    other: { status: 404 },
    own: 404,
    member: 404,
    viewer: 403,
  },
  {
    route: `GET ${project}/budgets`,
    other: { status: 200 },
    viewer: 403,
  },
  {
    route: `POST ${project}/budgets`,
    ask: () => ({ body: { id: 'tenancy', maxBudget: -1 } }),
    other: { status: 400 },
    own: 400,
    member: 400,
    viewer: 400,
  },
  ...(['PATCH', 'DELETE'] as const).map(
    (method): AppRow => ({
      route: `${method} ${project}/budgets/:budgetId`,
      ask: () => ({
        ids: { budgetId: 'no-budget' },
        ...(method === 'PATCH' ? { body: { maxBudget: 1 } } : {}),
      }),
      other: { status: 404 },
      ...changes,
    }),
  ),
  {
    route: `GET ${project}/customers`,
    other: { status: 200, body: { customers: [], hasMore: false, mayChange: true } },
    viewer: 403,
  },
  {
    route: `POST ${project}/customers`,
    ask: () => ({ body: { id: 'tenancy', maxBudget: -1 } }),
    other: { status: 400 },
    own: 400,
    member: 400,
    viewer: 400,
  },
  // A change that is sound would make the customer.
  {
    route: `PATCH ${project}/customers/:customerId`,
    ask: () => ({ ids: { customerId: 'no-customer' }, body: { maxBudget: -1 } }),
    other: { status: 400 },
    own: 400,
    member: 400,
    viewer: 400,
  },
  {
    route: `DELETE ${project}/customers/:customerId`,
    ask: () => ({ ids: { customerId: 'no-customer' } }),
    other: { status: 404 },
    ...changes,
  },
]
