export const sessions = {
  sessions: {
    search: 'Search sessions',
    column: {
      lastTrace: 'Last activity',
      id: 'Session',
      users: 'Users',
      models: 'Model',
      firstTrace: 'Started',
      duration: 'Duration',
      traces: 'Traces',
      failedTraces: 'Errors',
      totalTokens: 'Tokens',
      totalCost: 'Cost',
    },
    traces_one: '{{shown}} trace',
    traces_other: '{{shown}} traces',
    failedTraces_one: '{{shown}} trace with errors',
    failedTraces_other: '{{shown}} traces with errors',
    previous: 'Previous session',
    next: 'Next session',
    notLoaded: 'The sessions could not be loaded',
    noMatch: 'No session matches',
    noneTitle: 'No sessions in this time range',
    noneText:
      'A session gathers the traces of one conversation or task. It appears as soon as a trace says which session it belongs to.',
    notFound: 'Session not found',
    notFoundText: 'No trace of this project belongs to a session {{id}}.',
  },
  conversation: {
    turn: 'Turn {{place}}',
    openTrace: 'Open the trace {{name}}',
    copyLink: 'Copy a link to this turn',
    repeated_one: '{{count}} earlier message was sent again: show it',
    repeated_other: '{{count}} earlier messages were sent again: show them',
    end: 'End of the session',
  },
  naming: {
    ways: 'Ways to name sessions and users',
    way: {
      cline: 'Cline, Claude Code',
      gateway: 'Request body',
      headers: 'Headers',
      langfuse: 'Langfuse JS',
      python: 'Langfuse Python',
    },
    explain: {
      cline:
        'Nothing to do: through the gateway, each task of Cline (API provider LiteLLM) and each session of Claude Code becomes a session by itself. Claude Code also says who its user is; Cline does not.',
      gateway:
        'In any call through the gateway: `litellm_session_id` names the session and `user` the user. `metadata.session_id` and `metadata.trace_user_id` work as well.',
      headers:
        'Where the body cannot be changed, headers say the same. Many tools send headers of your own: Cline does with the API provider OpenAI Compatible.',
      langfuse: 'Whatever is traced inside carries the session and the user:',
      python: 'Whatever is traced inside carries the session and the user:',
    },
  },
} as const
