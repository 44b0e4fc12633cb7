/** A framework whose telemetry is captured; its program is `programs/<id>.mjs`, what it sent `fixtures/<id>.json`. */
export interface Framework {
  readonly id: string
  /** Name and exact version. */
  readonly packages: Readonly<Record<string, string>>
}

const openTelemetry = {
  '@opentelemetry/api': '1.9.1',
  '@opentelemetry/exporter-trace-otlp-http': '0.219.0',
  '@opentelemetry/resources': '2.8.0',
  '@opentelemetry/sdk-trace-node': '2.8.0',
}
const openai = { openai: '6.49.0' }
const langGraph = {
  '@langchain/core': '1.4.0',
  '@langchain/langgraph': '1.7.3',
  '@langchain/openai': '1.6.0',
}

export const frameworks: readonly Framework[] = [
  {
    id: 'ai-sdk-6',
    packages: { ...openTelemetry, ai: '6.0.325', '@ai-sdk/openai': '3.0.141', zod: '4.4.3' },
  },
  {
    id: 'ai-sdk-7',
    packages: {
      ...openTelemetry,
      ai: '7.0.173',
      '@ai-sdk/openai': '4.0.118',
      '@ai-sdk/otel': '1.0.173',
      zod: '4.4.3',
    },
  },
  {
    id: 'openinference-openai',
    packages: { ...openTelemetry, ...openai, '@arizeai/openinference-instrumentation-openai': '4.2.7' },
  },
  {
    id: 'openinference-langgraph',
    packages: { ...openTelemetry, ...langGraph, '@arizeai/openinference-instrumentation-langchain': '4.1.1' },
  },
  {
    id: 'langfuse-langgraph',
    packages: { ...openTelemetry, ...langGraph, '@langfuse/langchain': '5.11.1', '@langfuse/otel': '5.11.1' },
  },
  {
    id: 'openllmetry',
    packages: { ...openTelemetry, ...openai, '@traceloop/instrumentation-openai': '0.27.0' },
  },
  // Brings version 1 of OpenTelemetry's SDK.
  {
    id: 'genkit',
    packages: {
      genkit: '1.42.0',
      '@opentelemetry/exporter-trace-otlp-http': '0.57.2',
      '@opentelemetry/sdk-trace-base': '1.30.1',
    },
  },
  {
    id: 'mastra',
    packages: {
      ...openTelemetry,
      '@opentelemetry/exporter-trace-otlp-http': '0.218.0',
      '@ai-sdk/openai': '3.0.141',
      '@mastra/core': '1.71.0',
      '@mastra/observability': '1.17.9',
      '@mastra/otel-exporter': '1.4.0',
      zod: '4.4.3',
    },
  },
  {
    id: 'google-adk',
    packages: { ...openTelemetry, '@opentelemetry/api': '1.9.0', '@google/adk': '2.0.0', zod: '4.4.3' },
  },
]
