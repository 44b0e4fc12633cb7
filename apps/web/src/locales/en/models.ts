export const models = {
  models: {
    prices: 'Prices are in US dollars for a million tokens.',
    notLoaded: 'The models could not be loaded',
    awayTitle: 'The gateway does not answer',
    awayText:
      'Its models are shown here once it is up. If it runs on another machine, tell the server its address with KANSOKU_GATEWAY_URL.',
    noneTitle: 'The gateway has no models',
    noneText: 'Name models in the gateway’s config file.',
    column: {
      group: 'Name',
      model: 'Model',
      state: 'State',
      provider: 'Provider',
      region: 'Region',
      inputPrice: 'Input per 1M',
      outputPrice: 'Output per 1M',
      context: 'Context',
      fallbacks: 'Fallbacks',
    },
    ready: 'Ready',
    resting: 'Resting',
    restingText: 'It failed lately and is not called for some seconds.',
    add: 'Add model',
    addAction: 'Add',
    edit: 'Edit model',
    form: {
      name: 'Name that clients call',
      model: 'Provider and model',
      region: 'Region',
      apiBase: 'Address of the API',
      apiVersion: 'API version',
      apiKey: 'API key',
      unchanged: 'Unchanged',
      note: 'It can be called at once, with the settings of the config file. The key is stored encrypted and never shown. Without a key and an address of its own, the gateway’s credentials are used, such as an IAM role.',
      noteStored:
        'The key and the address are not shown; left empty, they stay. A new address or another provider needs its key again.',
    },
    confirmDelete: {
      title: 'Delete {{name}}?',
      text: 'Calls of this model are refused within a second, unless others of the same name are left. This cannot be undone.',
    },
  },
} as const
