import { Counter, Histogram, type Registry } from 'prom-client'

/** Names of tools come from servers, and from clients who make them up: this many of a server are labels. */
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
  const labelOf = (server: string, tool: string) => {
    const tools = known.get(server) ?? new Set()
    known.set(server, tools)
    if (tools.size < mostTools) tools.add(tool)
    return tools.has(tool) ? tool : 'other'
  }
  return {
    ended({ server, tool, outcome, seconds }: EndedToolCall): void {
      calls.inc({ server, tool: labelOf(server, tool), outcome })
      latency.observe({ server }, seconds)
    },
  }
}
