import type { Catalogue, Translated } from '../en/index.ts'
import { account } from './account.ts'
import { agents } from './agents.ts'
import { app } from './app.ts'
import { batches } from './batches.ts'
import { budgets } from './budgets.ts'
import { comments } from './comments.ts'
import { customers } from './customers.ts'
import { dashboard } from './dashboard.ts'
import { dashboards } from './dashboards.ts'
import { definitions } from './definitions.ts'
import { gateway } from './gateway.ts'
import { members } from './members.ts'
import { mentions } from './mentions.ts'
import { messages } from './messages.ts'
import { models } from './models.ts'
import { observations } from './observations.ts'
import { onboarding } from './onboarding.ts'
import { requests } from './requests.ts'
import { scores } from './scores.ts'
import { search } from './search.ts'
import { session } from './session.ts'
import { sessions } from './sessions.ts'
import { table } from './table.ts'
import { teams } from './teams.ts'
import { trace } from './trace.ts'
import { traces } from './traces.ts'
import { usage } from './usage.ts'
import { users } from './users.ts'
import { views } from './views.ts'
import { virtualKeys } from './virtual-keys.ts'
import { widgets } from './widgets.ts'

export const ja: Translated<Catalogue> = {
  ...app,
  ...account,
  ...agents,
  ...comments,
  ...batches,
  ...budgets,
  ...customers,
  ...requests,
  ...scores,
  ...search,
  ...session,
  ...dashboard,
  ...definitions,
  ...gateway,
  ...dashboards,
  ...widgets,
  ...table,
  ...teams,
  ...traces,
  ...trace,
  ...members,
  ...mentions,
  ...messages,
  ...models,
  ...observations,
  ...onboarding,
  ...sessions,
  ...usage,
  ...users,
  ...views,
  ...virtualKeys,
}
