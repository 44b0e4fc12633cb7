export const models = {
  models: {
    fromFile:
      'Those of the gateway’s config file, and those added with /model/new. Prices are in US dollars for a million tokens.',
    notLoaded: 'The models could not be loaded',
    awayTitle: 'The gateway does not answer',
    awayText:
      'Its models are shown here once it is up. If it runs on another machine, tell the server its address with KANSOKU_GATEWAY_URL.',
    noneTitle: 'The gateway has no models',
    noneText: 'Name models in the gateway’s config file. Those of the demo can be called even so.',
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
    test: 'Test',
    testing: 'Testing…',
    testNamed: 'Test the connection to {{name}}',
    answered: 'Answered in {{time}}',
  },
} as const
