import { Listr, type ListrTask } from 'listr2'
import { reportFailure } from '../../report-failure.ts'
import type { Terminal } from '../../terminal.ts'
import type { CommandContext } from '../command.ts'
import { findInstance, type Instance } from './find-instance.ts'
import { type DemoPlan, type Mishap, type PlannedTask, planDemo } from './plan.ts'
import { playMishap } from './play-mishap.ts'
import { playTask } from './play-task.ts'
import { readBack } from './read-back.ts'
import { Tally } from './tally.ts'

export interface DemoOptions {
  readonly tasks: number
  readonly seed: number
  /** Without the pauses in which tools would run. */
  readonly fast: boolean
}

/** Agents that work at the same time. */
const atOnce = 3

/** Sends a stretch of traffic through the running gateway, reads the traces back and says what to look at. */
export async function demo(context: CommandContext, options: DemoOptions): Promise<number> {
  const { terminal } = context
  const instance = await findInstance(context)
  const plan = planDemo({ ...options, count: options.tasks })
  const run = new DemoRun(terminal, instance)
  terminal.say('demo.playing', { tasks: plan.tasks.length, url: instance.shown.gatewayUrl })
  await run.play(plan)
  for (const failure of run.failures) reportFailure(terminal, failure)
  terminal.print()
  printTally(terminal, run.tally)
  const arrived = await verify(terminal, instance, run.expected)
  terminal.print()
  const project = instance.projectId ? `/project/${encodeURIComponent(instance.projectId)}` : ''
  terminal.say('demo.look', { url: `${instance.shown.platformUrl}${project}` })
  return arrived && run.failures.length === 0 ? 0 : 1
}

class DemoRun {
  readonly tally = new Tally()
  readonly failures: unknown[] = []
  /** Trace id → number of calls that it must show. */
  readonly expected = new Map<string, number>()
  readonly #terminal: Terminal
  readonly #instance: Instance

  constructor(terminal: Terminal, instance: Instance) {
    this.#terminal = terminal
    this.#instance = instance
  }

  async play({ tasks, mishaps }: DemoPlan): Promise<void> {
    const lines = [
      ...tasks.map((planned) => this.#taskLine(planned)),
      ...mishaps.map((mishap) => this.#mishapLine(mishap)),
    ]
    const list = new Listr(lines, {
      concurrent: atOnce,
      exitOnError: false,
      registerSignalListeners: false,
      renderer: this.#terminal.interactive ? 'default' : 'simple',
      rendererOptions: { showErrorMessage: false },
    })
    await list.run()
  }

  #taskLine(planned: PlannedTask): ListrTask {
    const title = `${planned.task.name}  ${planned.user}  ${planned.model}`
    return {
      title,
      task: async (_, line) => {
        const calls = await this.#noting(() =>
          playTask(this.#instance.gateway, planned, this.tally, (count) => {
            line.title = `${title}  ${this.#terminal.text('demo.calls', { count })}`
          }),
        )
        this.expected.set(planned.traceId, calls)
      },
    }
  }

  #mishapLine(mishap: Mishap): ListrTask {
    return {
      title: this.#terminal.text(`demo.mishap.${mishap.kind}`, { model: mishap.model }),
      task: async () => {
        await this.#noting(() => playMishap(this.#instance.gateway, mishap, this.tally))
        // A call for a model that does not exist is refused before it becomes a trace.
        if (mishap.kind !== 'unknown-model') this.expected.set(mishap.traceId, 1)
      },
    }
  }

  async #noting<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action()
    } catch (error) {
      this.failures.push(error)
      throw error
    }
  }
}

function printTally(terminal: Terminal, tally: Tally): void {
  const {
    calls,
    refusedOnPurpose: refusals,
    inputTokens,
    outputTokens,
    cacheReadTokens,
    cacheWriteTokens,
  } = tally
  const number = new Intl.NumberFormat(terminal.language)
  terminal.say('demo.tally', { calls, refusals })
  terminal.say('demo.tokens', {
    input: number.format(inputTokens),
    output: number.format(outputTokens),
    read: number.format(cacheReadTokens),
    write: number.format(cacheWriteTokens),
  })
}

async function verify(
  terminal: Terminal,
  { platform }: Instance,
  expected: ReadonlyMap<string, number>,
): Promise<boolean> {
  if (!platform) {
    terminal.warn('demo.cannotVerify')
    return true
  }
  const arrivals = await readBack(platform, expected)
  const found = arrivals.filter(({ arrived }) => arrived).length
  const values = { found, sent: arrivals.length }
  if (found === arrivals.length) terminal.say('demo.arrived', values)
  else terminal.fail('demo.missing', values)
  for (const { traceId, arrived } of arrivals) if (!arrived) terminal.detail(traceId)
  return found === arrivals.length
}
