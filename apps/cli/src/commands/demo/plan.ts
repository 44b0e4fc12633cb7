import { randomUUID } from 'node:crypto'
import { type DemoTask, demoModels, demoTasks, usesTools } from '@kansoku/emulators'
import { pick, seededRandom } from './random.ts'

/** A task of the demo as it is going to be played. */
export interface PlannedTask {
  readonly task: DemoTask
  readonly traceId: string
  readonly sessionId: string
  readonly user: string
  readonly model: string
  /** How long the tools run before the next call, in milliseconds, by step. */
  readonly pauses: readonly number[]
}

/** A single call that goes wrong, or nearly so. */
export interface Mishap {
  readonly kind: 'fallback' | 'overloaded' | 'unknown-model' | 'cancelled'
  readonly traceId: string
  readonly user: string
  readonly model: string
}

export interface DemoPlan {
  readonly tasks: readonly PlannedTask[]
  readonly mishaps: readonly Mishap[]
}

export interface PlanOptions {
  readonly count: number
  readonly seed: number
  readonly fast: boolean
}

/** The same seed gives the same users, models and pauses; trace and session ids are new each time. */
export function planDemo({ count, seed, fast }: PlanOptions): DemoPlan {
  const random = seededRandom(seed)
  const sessions = new Map<string, string>()
  const freshSession = () => `demo-${randomUUID().slice(0, 8)}`
  /** Tasks of agents are sessions of their own, as through the gateway; what a user asks otherwise is one talk. */
  const sessionOf = (task: DemoTask, user: string) => {
    if (usesTools(task)) return freshSession()
    const session = sessions.get(user) ?? freshSession()
    sessions.set(user, session)
    return session
  }
  const tasks = Array.from({ length: count }, (_, index): PlannedTask => {
    const task = demoTasks[index % demoTasks.length] ?? firstTask
    const again = index >= demoTasks.length
    const user = again ? pick(random, users) : task.user
    return {
      task,
      traceId: randomUUID(),
      sessionId: sessionOf(task, user),
      user,
      model: again ? pick(random, steadyModels) : task.model,
      pauses: task.steps.map(() => (fast ? 0 : Math.round(300 + random() * 900))),
    }
  })
  const mishap = (kind: Mishap['kind'], model: string): Mishap => ({
    kind,
    traceId: randomUUID(),
    user: pick(random, users),
    model,
  })
  return {
    tasks,
    mishaps: [
      mishap('fallback', overloadedModel),
      mishap('overloaded', overloadedModel),
      mishap('unknown-model', 'demo-gpt-99'),
      mishap('cancelled', firstTask.model),
    ],
  }
}

const firstTask = atLeastOne(demoTasks)[0]
const users = atLeastOne([...new Set(demoTasks.map(({ user }) => user))])
const steadyModels = atLeastOne(demoModels.filter(({ overloaded }) => !overloaded).map(({ name }) => name))
const overloadedModel = atLeastOne(demoModels.filter(({ overloaded }) => overloaded))[0].name

function atLeastOne<T>(items: readonly T[]): readonly [T, ...T[]] {
  const [first, ...rest] = items
  if (first === undefined) throw new Error('the demo has nothing to play')
  return [first, ...rest]
}
