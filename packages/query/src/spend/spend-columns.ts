/** What spend may be told apart by: the columns and expressions of the ledger, in SQL. */
export const spendColumns = {
  day: 'toDate(started_at)',
  project: 'project_id',
  key: 'key_hash',
  team: 'team_id',
  user: 'user_id',
  organization: 'organization_id',
  end_user: 'end_user',
  model: 'model',
  model_group: 'model_group',
  provider: 'provider',
  tag: 'arrayJoin(tags)',
} as const
