import { createTokenCounter, type TokenCounter } from '@kansoku/catalog'
import type { IngestionResponse, TraceEdit } from '@kansoku/contracts'
import type { Journal } from '@kansoku/journal'
import type { AnalyticsStore } from '@kansoku/storage'
import { type Annotation, annotationParts } from './by-hand/annotate.ts'
import { type EditedTrace, editParts } from './by-hand/edit-traces.ts'
import { commitParts } from './commit/commit-parts.ts'
import { createJournaledWriter, type JournaledWriterOptions } from './commit/journaled-writer.ts'
import { createOverlap } from './commit/overlap.ts'
import { createTurnstile } from './commit/turnstile.ts'
import { createWriter, type WriterBacklog, type WriterOptions } from './commit/writer.ts'
import type { OtlpEncoding } from './decode/otlp/parse-request.ts'
import { deleteScores, deleteTraces } from './deletion/delete-entities.ts'
import { findDeletedTraces } from './deletion/purge-deleted-traces.ts'
import { removeProject } from './deletion/remove-project.ts'
import type { Micros } from './events/instant.ts'
import type { FoldContext } from './fold/fold.ts'
import type { AnyPart } from './ledger/call-part.ts'
import { createPreparer } from './prepare/create-preparer.ts'
import type { Prepared } from './prepare/prepare.ts'
import { prepareEvents } from './prepare/prepare-events.ts'
import { recoverRows } from './recovery/recover-rows.ts'
import { type Expiry, type RemovedCounts, removeExpired } from './retention/remove-expired.ts'
import type { IngestionScope } from './scope.ts'
import { type FindScoreConfigs, settleScores } from './scores/settle-scores.ts'

export interface IngestionOptions extends FoldContext, Omit<WriterOptions, 'commit' | 'lingerMs'> {
  readonly analytics: AnalyticsStore
  /**
   * Where telemetry is kept until it is stored. With it, what is acknowledged is in the journal, and can be read once
   * `settled` resolves: for a sole writer whose readers all wait for that. Default: none; what is acknowledged is stored.
   */
  readonly journal?: Journal
  readonly onRefused?: JournaledWriterOptions['onRefused']
  /** Microseconds since 1970; default: the system's clock. Nothing depends on its running forwards. */
  readonly now?: () => Micros
  /** Called after each commit with the traces that changed; what it throws is ignored. */
  readonly onCommitted?: (projectId: string, traceIds: Iterable<string>) => void
  /** Called for each body that could be read, once it is stored or refused; for counts. */
  readonly onIntake?: (intake: Intake) => void
  /**
   * Nobody else writes to this store: the embedded engine of one server. Saves waiting; wrong where another server, or
   * another ingestion of this process, writes as well. Default false.
   */
  readonly soleWriter?: boolean
  /** Bodies from this size on are read on a thread of their own. Default 1 MB. */
  readonly largeBodyBytes?: number
  /** Default: a thread of its own, started by the first observation of a known model without usage. */
  readonly tokenCounter?: TokenCounter
  /** Asked only for scores that name a config. Default: there are none. */
  readonly findScoreConfigs?: FindScoreConfigs
}

/** How the events of one body fared. */
export interface Intake {
  readonly kind: 'events' | 'spans' | 'calls'
  /** Events or spans that can be stored. */
  readonly events: number
  /** Events that never can. */
  readonly rejected: number
  /** False: the store or the queue before it could not take them, and they will be sent again. */
  readonly isStored: boolean
}

/** An OTLP trace request as it came in, decompressed. */
export interface SpansBody {
  readonly encoding: OtlpEncoding
  readonly body: Uint8Array
}

/**
 * The way of telemetry into the store. What is acknowledged is durable, and readable once `settled` resolves. All
 * methods reject with `overloaded` when too much is waiting and with the error of the store when it could not take the
 * events: nothing was acknowledged then, and sending them again is harmless.
 */
export interface Ingestion extends AsyncDisposable {
  /**
   * Takes the body of `POST /api/public/ingestion`, as bytes or parsed. Every event is reported as a success or with
   * its own error; rejects with `invalid_request` when the body is not `{batch: […]}`, with `invalid_json` when the
   * bytes are no JSON.
   */
  ingestEvents(scope: IngestionScope, body: unknown): Promise<IngestionResponse>
  /** Takes an OTLP trace request; rejects with `invalid_request` or `invalid_json` when it cannot be read. */
  ingestSpans(scope: IngestionScope, request: SpansBody): Promise<void>
  /**
   * Takes the body in which a gateway delivers finished calls, for the projects named; each event is reported as by
   * `ingestEvents`. Rejects with `invalid_request` or `invalid_json` when it cannot be read.
   */
  ingestCalls(projectIds: ReadonlySet<string>, body: Uint8Array): Promise<IngestionResponse>
  /** Stores what somebody changes about traces that are there. */
  editTraces(projectId: string, traces: readonly EditedTrace[], edit: TraceEdit): Promise<void>
  /** Stores a score that somebody gives by hand, or its new value; rejects with `invalid_request` unless it fits its config. */
  annotate(projectId: string, annotation: Annotation): Promise<void>
  /**
   * Deletes traces with all that is in them. When it resolves, no read finds them; what is said about them later is
   * acknowledged and dropped. Unknown ids are no error.
   */
  deleteTraces(projectId: string, traceIds: readonly string[]): Promise<void>
  /** Those of the traces that were deleted. */
  findDeletedTraces(projectId: string, traceIds: readonly string[]): Promise<readonly string[]>
  /** Deletes a score; one that is written later under its id is a new one. An unknown id is no error. */
  deleteScore(projectId: string, scoreId: string): Promise<void>
  /** Removes what has expired; see `Expiry`. Resolves with how much that was. */
  removeExpired(expiry: Expiry): Promise<RemovedCounts>
  /** Removes all that a deleted project has, its part of the ledger included. */
  removeProject(removal: { projectId: string; signal: AbortSignal }): Promise<void>
  /**
   * Makes the rows again that a power loss took although their events were stored; others may write meanwhile. For the
   * start of a sole writer. Resolves with the number of entities that were brought up to date.
   */
  recover(): Promise<number>
  /**
   * Stores what was in the journal at the start; before anything else is ingested or read. Resolves with the number of
   * parts.
   */
  replay(): Promise<number>
  /** Resolves when all that was acknowledged so far can be read, or the store cannot be written now. */
  settled(): Promise<void>
  /** What waits for the store or is on its way to it. */
  backlog(): WriterBacklog
}

/** With a journal nobody waits for the store but readers, who say so; larger groups cost less. */
const lingerMs = 100

export function createIngestion(options: IngestionOptions): Ingestion {
  const { analytics, now = () => Date.now() * 1000, onCommitted, soleWriter = false } = options
  const { findScoreConfigs = async () => new Map() } = options
  const preparer = createPreparer(options.largeBodyBytes ?? 1024 ** 2)
  const { tokenCounter = createTokenCounter() } = options
  const context = {
    ...{ ...options, analytics, now, soleWriter, tokenCounter, inTurn: createTurnstile() },
    textsInRows: soleWriter && options.journal !== undefined,
  }
  const overlapping = createOverlap()
  const ending = new AbortController()
  const tellAll = (touched: ReadonlyMap<string, Set<string>>) => {
    for (const [projectId, traceIds] of touched) tell(onCommitted, projectId, traceIds)
  }
  const writer = createWriter({
    ...options,
    ...(options.journal && { lingerMs, bytesPending: Number.POSITIVE_INFINITY }),
    commit: async (parts) =>
      tellAll(await overlapping((earlierRows) => commitParts({ ...context, earlierRows }, parts))),
  })
  const journaled = options.journal && createJournaledWriter({ ...options, writer, journal: options.journal })
  const take = async (kind: Intake['kind'], { parts, response }: Pick<Prepared, 'parts' | 'response'>) => {
    const events = kind === 'spans' ? countObservations(parts) : response.successes.length
    let isStored = false
    try {
      await (journaled ?? writer).write(parts)
      isStored = true
    } finally {
      options.onIntake?.({ kind, events, rejected: response.errors.length, isStored })
    }
  }
  let recovering: Promise<number> | undefined
  return {
    async ingestEvents(scope, body) {
      const prepared =
        body instanceof Uint8Array
          ? await preparer.prepare({ kind: 'events', scope, body })
          : prepareEvents(scope, body)
      const settled = await settleScores(prepared, findScoreConfigs)
      await take('events', settled)
      return settled.response
    },
    async ingestSpans(scope, { encoding, body }) {
      await take('spans', await preparer.prepare({ kind: 'spans', scope, encoding, body }))
    },
    async ingestCalls(projectIds, body) {
      const prepared = await preparer.prepare({ kind: 'calls', projectIds, body })
      const settled = await settleScores(prepared, findScoreConfigs)
      await take('calls', settled)
      return settled.response
    },
    async editTraces(projectId, traces, edit) {
      await (journaled ?? writer).write(editParts(projectId, traces, { edit, now: now() }))
    },
    async annotate(projectId, annotation) {
      const known = { findConfigs: findScoreConfigs, now: now() }
      await (journaled ?? writer).write(await annotationParts(projectId, annotation, known))
    },
    async deleteTraces(projectId, traceIds) {
      await writer.runAlone(() => deleteTraces({ analytics, now }, { projectId, traceIds }))
      tell(onCommitted, projectId, new Set(traceIds))
    },
    findDeletedTraces: (projectId, traceIds) => findDeletedTraces(analytics, projectId, traceIds),
    async deleteScore(projectId, scoreId) {
      await writer.runAlone(() => deleteScores({ analytics, now }, { projectId, scoreIds: [scoreId] }))
    },
    async removeExpired(expiry) {
      await journaled?.settled()
      return removeExpired(analytics, expiry)
    },
    async removeProject(removal) {
      await journaled?.settled()
      await removeProject(analytics, removal)
    },
    recover() {
      const { runAlone } = writer
      const earlierRows = () => Promise.resolve()
      recovering ??= recoverRows({
        ...context,
        earlierRows,
        runAlone,
        onRecovered: tellAll,
        signal: ending.signal,
      })
      return recovering
    },
    replay: async () => (await journaled?.replay()) ?? 0,
    settled: async () => journaled?.settled(),
    backlog: (journaled ?? writer).backlog,
    async [Symbol.asyncDispose]() {
      ending.abort()
      await recovering?.catch(() => undefined)
      await journaled?.end()
      await writer.drain()
      await preparer[Symbol.asyncDispose]()
      // One that was given may serve others still.
      if (!options.tokenCounter) await tokenCounter[Symbol.asyncDispose]()
    },
  }
}

/** Spans become observations; the traces that they imply are no spans. */
function countObservations(parts: readonly AnyPart[]): number {
  return parts.reduce((count, { entity }) => (entity === 'observation' ? count + 1 : count), 0)
}

function tell(listener: IngestionOptions['onCommitted'], projectId: string, traceIds: Set<string>): void {
  try {
    listener?.(projectId, traceIds)
  } catch {
    // The rows are stored: a listener's fault must not turn the acknowledgement into an error.
  }
}
