export const onboarding = {
  onboarding: {
    title: 'Nothing observed yet',
    text: 'Send a trace in any of these ways: the first one opens by itself.',
    waiting: 'Waiting for the first trace …',
    quietTitle: 'No traces in this time range',
    quietText: 'The first trace of this project arrived on {{time}}.',
    widen: 'Show the last 90 days',
    ways: 'Ways to send a trace',
    way: {
      demo: 'Demo',
      cline: 'Cline',
      claudeCode: 'Claude Code',
      curl: 'curl',
      openai: 'OpenAI SDK',
      langchain: 'LangChain',
      langfuse: 'Langfuse SDK',
      otlp: 'OpenTelemetry',
      liteLlm: 'LiteLLM Proxy',
      clineMcp: 'Cline',
      claudeCodeMcp: 'Claude Code',
    },
    explain: {
      demo: 'Sends realistic traffic to built-in demo models through the gateway. No cloud account is needed. Run it in the folder of Kansoku:',
      cline:
        'Open Cline’s settings and enter the following. The API key is the key of the gateway, which `npm run kansoku -- status --secrets` shows.',
      claudeCode:
        'Set these variables before you start Claude Code. Every model behind the gateway answers it, also those of other vendors.',
      curl: 'Calls a model through the gateway. `/v1/models` lists the models there are.',
      openai: 'Any OpenAI client works: give it the address of the gateway and a key.',
      langchain:
        'Every integration with OpenAI takes another address; in Python the parameter is called `base_url`.',
      langfuse:
        'Langfuse SDKs (Python, JS) work unchanged. Set these variables; `npm run kansoku -- status --secrets` shows the secret key.',
      otlp: 'Every exporter of OTLP over HTTP works, in JSON or protobuf. Set these variables where the program starts.',
      liteLlm:
        'A LiteLLM Proxy that is to stay as it is tells of its calls by its own `langfuse` callback. Add this to its `config.yaml`:',
      clineMcp:
        'Add this to `cline_mcp_settings.json`; the token is `<public key>:<secret key>` in Base64. Cline can then ask what its calls cost, and which failed.',
      claudeCodeMcp: 'Claude Code can then ask what its calls cost, and which failed. All tools only read.',
    },
  },
  integrations: {
    call: 'Call models through the gateway',
    callNote: 'Every call becomes a trace by itself',
    telemetry: 'Send traces of other programs',
    telemetryNote: 'With the keys of this project',
    agents: 'Let an agent ask about its calls',
    agentsNote: 'The platform is an MCP server',
    awayText: 'Whom the gateway tells of calls is shown as soon as it answers.',
  },
} as const
