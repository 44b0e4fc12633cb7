import { Counter, Histogram, type Registry } from 'prom-client'

/** Clients may make up names of tools: those that the server has listed are labels, and this many of them. */
const mostTools = 200

interface EndedToolCall {
  readonly server: string
  readonly tool: string
  readonly outcome: 'success' | 'failure' | 'cancelled'
  readonly seconds: number
}

export function createToolInstruments(registry: Registry) {
  const calls = new Counter({
    name: 'kansoku_mcp_tool_calls_total',
    help: 'Calls of tools of MCP servers, by how they ended.',
    labelNames: ['server', 'tool', 'outcome'],
    registers: [registry],
  })
  const latency = new Histogram({
    name: 'kansoku_mcp_tool_call_duration_seconds',
    help: 'Seconds of calls of tools of MCP servers.',
    labelNames: ['server'],
    buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300],
    registers: [registry],
  })
  const known = new Map<string, Set<string>>()
  return {
    /** What a server says that it has. */
    listed(server: string, tools: readonly string[]): void {
      const labels = known.get(server) ?? new Set()
      known.set(server, labels)
      for (const tool of tools) if (labels.size < mostTools) labels.add(tool)
    },
    ended({ server, tool, outcome, seconds }: EndedToolCall): void {
      calls.inc({ server, tool: known.get(server)?.has(tool) ? tool : 'other', outcome })
      latency.observe({ server }, seconds)
    },
  }
}
