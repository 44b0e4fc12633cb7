export const customers = {
  customers: {
    create: 'Add customer',
    edit: 'Edit {{name}}',
    notLoaded: 'The customers could not be loaded',
    noneTitle: 'No customers yet',
    noneText:
      'Applications say for whom they call a model with the field “user” of a request. Whoever they name appears here, with what their calls cost.',
    lastDays: 'Calls and costs of the last 30 days',
    more: 'There are more customers than fit here: those that cost most are shown.',
    fromCalls: 'No limits',
    column: {
      customer: 'Customer',
      state: 'State',
      calls: 'Calls',
      recent: 'Cost',
      budget: 'Budget',
      limits: 'Limits',
      region: 'Region',
      named: 'Named budget',
    },
    form: {
      id: 'Customer ID',
      idHint: 'As requests name them in “user”',
      alias: 'Name',
      region: 'Region of the models',
      regionHint: 'Any; or eu, us, eu-central-1',
      defaultModel: 'Model where none is there',
      defaultModelHint: 'None: the call is refused',
    },
    confirm: {
      block: {
        title: 'Block {{name}}?',
        text: 'Calls for this customer, with any key and of any project, will be refused within a second, until they are unblocked.',
      },
      delete: {
        title: 'Delete {{name}}?',
        text: 'Name, budget and limits are deleted, and a block is lifted. Calls and what they cost stay. This cannot be undone.',
      },
    },
  },
} as const
