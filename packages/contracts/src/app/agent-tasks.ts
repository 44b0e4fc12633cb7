import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { observationLevel } from '../observation-types.ts'
import { list } from './lists.ts'
import { pageFigures } from './page-figures.ts'
import { sessionOrderColumns, sessionRow } from './sessions.ts'
import { projectParams } from './time-range.ts'
import { listTracesQuery } from './traces.ts'

const instant = z.iso.datetime()

/** Who called: the present hash of a key or the id of a team, and its name for those who may see it. */
const caller = z.object({ id: z.string(), name: z.string().nullable() })

/** A session as the task of a coding agent, as a whole: also what lies outside of the range that it was found in. */
export const agentTaskRow = sessionRow.extend({
  /** Short name of the agent, as `cline`; empty where no call of the session is by one. */
  agent: z.string(),
  /** What was asked first, on one line; null where the words are not kept. */
  title: z.string().nullable(),
  /** Calls of models, failed tries included. */
  turnCount: z.number(),
  failedTurns: z.number(),
  /** At most five of each. */
  keys: z.array(caller),
  teams: z.array(caller),
})
export type AgentTaskRow = z.infer<typeof agentTaskRow>

/** Range, filters and search are about traces: a task is listed when one of its traces fits. */
export const listAgentTasks = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/agent-tasks',
  summary: 'Tasks of coding agents, filtered, sorted and paged',
  params: projectParams,
  query: listTracesQuery.extend({
    orderBy: z.enum(sessionOrderColumns).default('lastTrace'),
    /** Only tasks of these agents. */
    agent: list,
  }),
  response: z.object({ rows: z.array(agentTaskRow), ...pageFigures }),
})

/** US dollars by what they were paid for; `other` is what the price does not break down. */
const costParts = z.object({
  input: z.number(),
  cacheRead: z.number(),
  cacheWrite: z.number(),
  output: z.number(),
  other: z.number(),
})

const agentTool = z.object({
  name: z.string(),
  /** Null where no later call brings its result. */
  failed: z.boolean().nullable(),
  /** Files that it reads or changes. */
  paths: z.array(z.string()),
})

/** One call of a model. Times in seconds. */
export const agentTurn = z.object({
  id: z.string(),
  traceId: z.string(),
  startTime: instant,
  latency: z.number().nullable(),
  timeToFirstToken: z.number().nullable(),
  level: observationLevel,
  statusMessage: z.string().nullable(),
  model: z.string().nullable(),
  /** The whole context that was sent, cache reads and writes included. */
  inputTokens: z.number(),
  cacheReadTokens: z.number(),
  cacheWriteTokens: z.number(),
  outputTokens: z.number(),
  totalCost: z.number().nullable(),
  cost: costParts.nullable(),
  /** What was waited for before it, while no other call was under way. */
  waited: z.object({ seconds: z.number(), on: z.enum(['tools', 'person']) }),
  tools: z.array(agentTool),
})
export type AgentTurn = z.infer<typeof agentTurn>

const changeKind = z.enum(['create', 'write', 'edit', 'delete'])

const fileEdit = z.object({
  /** Places of the turn within the task and of the change within its turn, counted from 0. */
  turn: z.number(),
  place: z.number(),
  /** `write` replaces a whole file or creates it. */
  kind: changeKind,
  added: z.number(),
  removed: z.number(),
  failed: z.boolean(),
})

export const agentFile = z.object({
  path: z.string(),
  reads: z.number(),
  /** Lines of changes that did not fail. */
  added: z.number(),
  removed: z.number(),
  edits: z.array(fileEdit),
})
export type AgentFile = z.infer<typeof agentFile>

export const agentToolSum = z.object({
  name: z.string(),
  uses: z.number(),
  failed: z.number(),
  /** Seconds until the next call, and dollars of the turns that asked for it; tools of one turn share them. */
  seconds: z.number(),
  cost: z.number().nullable(),
})
export type AgentToolSum = z.infer<typeof agentToolSum>

export const agentTaskDetail = agentTaskRow.extend({
  /** The oldest first, at most a thousand. */
  turns: z.array(agentTurn),
  /** How many later turns are not among them. */
  turnsLeftOut: z.number(),
  /** How many of them have texts too long to be read: their tools and files are not known. */
  textsLeftOut: z.number(),
  /** Seconds by what was waited for. */
  waits: z.object({ model: z.number(), tools: z.number(), person: z.number() }),
  tools: z.array(agentToolSum),
  files: z.array(agentFile),
})
export type AgentTaskDetail = z.infer<typeof agentTaskDetail>

const taskParams = projectParams.extend({ sessionId: z.string().min(1) })

export const getAgentTask = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/agent-tasks/:sessionId',
  summary: 'One task of a coding agent, turn by turn',
  params: taskParams,
  response: agentTaskDetail,
})

/** A line of a diff: its mark, then its text. */
const diffLine = z.object({ mark: z.enum([' ', '+', '-']), text: z.string() })

export const agentChange = z.object({
  path: z.string(),
  kind: changeKind,
  movedTo: z.string().nullable(),
  hunks: z.array(z.array(diffLine)),
})
export type AgentChange = z.infer<typeof agentChange>

export const getAgentChanges = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/traces/:traceId/observations/:observationId/changes',
  summary: 'What the answer of one call of a model changes in files, line by line',
  params: projectParams.extend({ traceId: z.string().min(1), observationId: z.string().min(1) }),
  response: z.object({ changes: z.array(agentChange) }),
})
