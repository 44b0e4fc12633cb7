export const onboarding = {
  onboarding: {
    title: 'Nothing observed yet',
    text: 'No trace arrived in this time range. Send one in any of these ways: it appears here by itself.',
    widen: 'Look at the last 90 days',
    ways: 'Ways to send a trace',
    way: { demo: 'Demo', cline: 'Cline', curl: 'curl', openai: 'OpenAI SDK', langfuse: 'Langfuse SDK' },
    explain: {
      demo: 'Sends realistic traffic to built-in demo models through the gateway. No cloud account is needed. Run it in the folder of Kansoku:',
      cline:
        'Open Cline’s settings and enter the gateway key, which `npm run kansoku -- status --secrets` shows, and:',
      curl: 'Calls a model through the gateway. `/v1/models` lists the models there are.',
      openai: 'Any OpenAI client works: give it the address of the gateway and a key.',
      langfuse: 'Langfuse SDKs (Python, JS) and OpenTelemetry exporters work unchanged. Set these variables:',
    },
  },
} as const
