/** Pages of the settings, as the list at their side shows them. */
export const settingsSections = [
  {
    group: 'project',
    pages: [
      { key: 'general', to: '/project/$projectId/settings' },
      { key: 'integrations', to: '/project/$projectId/settings/integrations' },
      { key: 'modelPrices', to: '/project/$projectId/settings/models' },
      { key: 'scoreConfigs', to: '/project/$projectId/settings/score-configs' },
    ],
  },
  {
    group: 'organization',
    pages: [
      { key: 'organization', to: '/project/$projectId/settings/organization' },
      { key: 'members', to: '/project/$projectId/settings/members' },
    ],
  },
  {
    group: 'you',
    pages: [{ key: 'account', to: '/project/$projectId/settings/account' }],
  },
] as const
