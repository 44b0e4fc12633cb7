import { expect } from 'vitest'
import { others, type Row } from './row.ts'
import type { Things } from './things.ts'

const route = 'POST /api/public/mcp'
const headers = { accept: 'application/json, text/event-stream' }

type Input = (things: Things) => object

function asking(tool: string, input: Input): Pick<Row, 'route' | 'about' | 'ask'> {
  return {
    route,
    about: tool,
    ask: (first) => ({
      headers,
      body: {
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: tool, arguments: input(first) },
      },
    }),
  }
}

const isError = {
  status: 200,
  body: expect.objectContaining({ result: expect.objectContaining({ isError: true }) }),
}

const allTime = { fromTimestamp: '2020-01-01T00:00:00Z', toTimestamp: '2100-01-01T00:00:00Z' }

/** Tools of the platform's MCP server: lists show what the key's project has, single things are not there. */
export const mcpRows: readonly Row[] = [
  { ...asking('listObservations', () => ({ fields: ['basic', 'io', 'trace_context'] })), other: others },
  { ...asking('listScores', () => ({})), other: others },
  {
    ...asking('queryMetrics', () => ({
      ...allTime,
      view: 'observations',
      dimensions: [{ field: 'name' }],
      metrics: [{ measure: 'count', aggregation: 'count' }],
    })),
    other: others,
  },
  {
    ...asking('getObservationFilterValues', () => ({
      column: 'traceName',
      fromStartTime: allTime.fromTimestamp,
      toStartTime: allTime.toTimestamp,
    })),
    other: others,
  },
  { ...asking('getObservation', ({ ids }) => ({ observationId: ids.observationId })), other: isError },
  { ...asking('getScore', ({ ids }) => ({ scoreId: ids.scoreId })), other: isError },
]
