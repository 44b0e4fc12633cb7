/** What spend may be told apart by: the columns and expressions of recorded calls, in SQL. */
export const spendColumns = {
  day: "formatDateTime(start_time, '%Y-%m-%d')",
  key: 'gateway_key',
  team: 'gateway_team',
  user: 'gateway_user',
  organization: 'gateway_organization',
  end_user: 'gateway_end_user',
  model: "ifNull(provided_model_name, '')",
  model_group: 'gateway_model',
  provider: 'gateway_provider',
  tag: 'arrayJoin(gateway_tags)',
} as const
