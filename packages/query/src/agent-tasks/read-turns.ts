import {
  type ChatMessage,
  countLines,
  type FileChange,
  hasFailed,
  readChanges,
  readConversation,
  readPaths,
  readToolUses,
  readXmlResults,
  resultText,
  type ToolUse,
} from '@kansoku/conversations'
import { readValue } from '../stored/read-value.ts'
import { type CostParts, costParts } from './cost-parts.ts'
import { readMessages } from './read-messages.ts'
import type { TurnRow } from './turn-rows.ts'

/** A change of a file without its lines. */
export interface TurnChange {
  readonly path: string
  readonly kind: FileChange['kind']
  readonly added: number
  readonly removed: number
}

export interface TurnTool {
  readonly name: string
  /** Undefined where no later call brings its result. */
  readonly failed: boolean | undefined
  readonly changes: readonly TurnChange[]
  /** Files that it reads. */
  readonly reads: readonly string[]
}

/** One call of a model within a task. */
export interface TaskTurn {
  readonly row: TurnRow
  readonly cost: CostParts | null
  /** What its answer asked for. */
  readonly tools: readonly TurnTool[]
}

/** Turns of a task with the tools that they ask for; whether a tool failed stands in what a later call says. */
export function readTurns(rows: readonly TurnRow[]): TaskTurn[] {
  const uses = rows.map((row) => toolUsesOf(row))
  const outcomes = readOutcomes(
    uses,
    rows.map((row) => readMessages(row.new_messages)),
  )
  return rows.map((row, turn) => ({
    row,
    cost: costParts(row.cost_details, row.total_cost),
    tools: (uses[turn] ?? []).map((use) => readTool(use, outcomes.get(use))),
  }))
}

/** What the answer of a call asks for. */
export function toolUsesOf({ output }: Pick<TurnRow, 'output'>): ToolUse[] {
  return readToolUses(readConversation(readValue(output), 'assistant')?.messages ?? [])
}

function readTool(use: ToolUse, failed: boolean | undefined): TurnTool {
  const changes = readChanges(use).map((change) => ({
    ...{ path: change.path, kind: change.kind },
    ...countLines(change),
  }))
  return { name: use.name, failed, changes, reads: readPaths(use) }
}

type Outcomes = Map<ToolUse, boolean>

/** Which uses failed: results name the call that they are of; those of XML follow it. */
function readOutcomes(
  uses: readonly (readonly ToolUse[])[],
  said: readonly (readonly ChatMessage[])[],
): Outcomes {
  const outcomes: Outcomes = new Map()
  // Some providers count ids anew in every answer: a result is of the latest use before it.
  const byId = new Map<string, ToolUse>()
  let waiting: readonly ToolUse[] = []
  for (const [turn, messages] of said.entries()) {
    takeNamed(messages, byId, outcomes)
    takeXml(messages, waiting, outcomes)
    for (const use of uses[turn] ?? []) if (use.id !== undefined) byId.set(use.id, use)
    const unnamed = (uses[turn] ?? []).filter(({ id }) => id === undefined)
    // A try that failed asks for nothing: what was asked before it still waits.
    if (unnamed.length > 0) waiting = unnamed
  }
  return outcomes
}

function takeNamed(
  messages: readonly ChatMessage[],
  byId: ReadonlyMap<string, ToolUse>,
  outcomes: Outcomes,
): void {
  for (const part of messages.flatMap(({ parts }) => parts)) {
    if (part.type !== 'toolResult' || part.id === undefined) continue
    const use = byId.get(part.id)
    if (use) outcomes.set(use, hasFailed(resultText(part), part.isError))
  }
}

function takeXml(messages: readonly ChatMessage[], waiting: readonly ToolUse[], outcomes: Outcomes): void {
  for (const { name, text } of readXmlResults(messages)) {
    const use = waiting.find((candidate) => candidate.name === name && !outcomes.has(candidate))
    if (use) outcomes.set(use, hasFailed(text, false))
  }
}
