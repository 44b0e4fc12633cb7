/** Filters that choose among values, by their name in the address, with the column they ask for. */
export const facetColumns = {
  level: 'level',
  name: 'name',
  user: 'userId',
  session: 'sessionId',
  model: 'model',
  tag: 'tags',
  error: 'errorType',
  version: 'version',
  release: 'release',
  // Of observations only.
  type: 'type',
  traceName: 'traceName',
  tool: 'calledToolNames',
  prompt: 'promptName',
  root: 'isRootObservation',
} as const
export type FacetName = keyof typeof facetColumns

/** Filters by whose calls a trace holds: keys by their hash, teams by their id. Links lead to them. */
export const callerColumns = { key: 'virtualKey', team: 'team' } as const
export type CallerName = keyof typeof callerColumns
export const callerNames = Object.keys(callerColumns) as CallerName[]

/** Filters by size: seconds, US dollars and counts. */
export const boundColumns = {
  latency: 'latency',
  firstToken: 'timeToFirstToken',
  cost: 'totalCost',
  tokens: 'totalTokens',
  speed: 'tokensPerSecond',
} as const
export type BoundName = keyof typeof boundColumns

/** What is looked for in one text, in any case. */
export const textColumns = { input: 'input', output: 'output', message: 'statusMessage' } as const
export type TextName = keyof typeof textColumns

/** What one row is found by. */
export const idColumns = { id: 'id', trace: 'traceId' } as const
export type IdName = keyof typeof idColumns

/** What a list can be narrowed by, in the order in which it is offered. */
export interface ListFilters {
  readonly facets: readonly FacetName[]
  readonly callers: readonly CallerName[]
  readonly bounds: readonly BoundName[]
  readonly texts: readonly TextName[]
  readonly ids: readonly IdName[]
  /** Facets of the row itself that may be absent from it. */
  readonly optional: readonly FacetName[]
  /** Whether those that somebody has bookmarked can be told apart. */
  readonly starred: boolean
}

/** Those of every list that is about traces. */
export const traceFilters: ListFilters = {
  facets: ['level', 'name', 'user', 'session', 'model', 'tag', 'error', 'version', 'release'],
  callers: callerNames,
  bounds: ['latency', 'cost', 'tokens'],
  texts: ['input', 'output'],
  ids: ['id'],
  optional: ['user', 'session', 'tag', 'version', 'release'],
  starred: true,
}
