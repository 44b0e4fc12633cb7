import { identity, type Product } from '../kit/product.ts'
import { inviteSomebody, type Locale } from './invite-somebody.ts'
import { sharedTrace } from './staged-calls.ts'

export interface PicturedPage {
  readonly name: string
  /** Below the project, or below the server where the page belongs to none. */
  readonly path: string | ((product: Product, locale: Locale) => Promise<string>)
  readonly isPublic?: true
  /** As somebody sees it who has no account. */
  readonly isSignedOut?: true
}

const shared = `/public/traces/${sharedTrace}?project=${identity.projectId}`

/** Every page of the web UI. */
export const pages: readonly PicturedPage[] = [
  { name: 'home', path: '?range=24h' },
  { name: 'dashboards', path: '/dashboards' },
  { name: 'dashboard', path: '/dashboards/curated-cost?range=24h' },
  { name: 'traces', path: '/traces' },
  { name: 'trace', path: '/traces/trace-0' },
  { name: 'trace-observation', path: '/traces/trace-0?observation=call-0-1' },
  { name: 'trace-log', path: '/traces/trace-0?look=log' },
  { name: 'trace-graph', path: '/traces/trace-0?look=graph' },
  { name: 'observations', path: '/observations' },
  { name: 'sessions', path: '/sessions' },
  { name: 'session', path: '/sessions/session-1' },
  { name: 'agents', path: '/agents' },
  { name: 'agent-task', path: '/agents/task/session-1' },
  { name: 'users', path: '/users' },
  { name: 'user', path: '/users/sato@example.co.jp' },
  { name: 'usage', path: '/usage?range=24h' },
  { name: 'requests', path: '/requests' },
  { name: 'virtual-keys', path: '/virtual-keys' },
  { name: 'teams', path: '/teams' },
  { name: 'team', path: '/teams/web' },
  { name: 'budgets', path: '/budgets' },
  { name: 'customers', path: '/customers' },
  { name: 'models', path: '/models' },
  { name: 'gateway', path: '/gateway' },
  { name: 'exports', path: '/exports' },
  { name: 'settings', path: '/settings' },
  { name: 'settings-integrations', path: '/settings/integrations' },
  { name: 'settings-models', path: '/settings/models' },
  { name: 'settings-score-configs', path: '/settings/score-configs' },
  { name: 'settings-organization', path: '/settings/organization' },
  { name: 'settings-members', path: '/settings/members' },
  { name: 'settings-account', path: '/settings/account' },
  { name: 'invitation-void', path: '/invitation#void', isPublic: true },
  { name: 'shared-trace-gone', path: '/public/traces/none?project=none', isPublic: true },
  { name: 'shared-trace', path: shared, isPublic: true, isSignedOut: true },
  { name: 'sign-in', path: '/sign-in', isPublic: true, isSignedOut: true },
  // The last one: whoever is invited stands among the members from then on.
  { name: 'invitation', path: inviteSomebody, isPublic: true, isSignedOut: true },
]
