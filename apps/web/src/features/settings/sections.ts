/** Pages of the settings, as the list at their side shows them. */
export const settingsSections = [
  {
    group: 'project',
    pages: [{ key: 'general', to: '/project/$projectId/settings' }],
  },
  {
    group: 'you',
    pages: [{ key: 'account', to: '/project/$projectId/settings/account' }],
  },
] as const
