import { reportFailure } from '../../report-failure.ts'
import type { Child, ChildName } from '../../supervisor/child.ts'
import type { SupervisorStep } from '../../supervisor/supervisor.ts'
import type { Terminal } from '../../terminal.ts'
import { type StartProgress, showProgress } from './progress.ts'

/** Most that is said of one program's notices at start; the rest is in its log. */
const shownNotices = 5

/** Tells the user what the supervisor does: as a list of steps while starting, in single lines afterwards. */
export class Narrator {
  readonly #terminal: Terminal
  readonly #notices: string[] = []
  readonly #fallen = new Set<ChildName>()
  #progress: StartProgress | undefined
  #started = false

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  begin(privatePostgres: boolean): void {
    const names: ChildName[] = privatePostgres ? ['postgres', 'server', 'gateway'] : ['server', 'gateway']
    this.#progress = showProgress(this.#terminal, names)
  }

  step(step: SupervisorStep): void {
    if (step === 'postgres.create') this.#progress?.retitle('postgres', 'start.step.postgres.create')
    if (step === 'orphans') this.#terminal.warn('start.orphans')
  }

  /** Ends the list of steps. */
  async ready(): Promise<void> {
    this.#started = true
    await this.#progress?.end()
  }

  changed(child: Child): void {
    const { name } = child
    if (!this.#started) {
      if (child.state === 'ready') this.#progress?.ready(name)
      return
    }
    if (child.state === 'waiting') {
      this.#fallen.add(name)
      this.#terminal.warn('child.ended', { name, how: howItEnded(child) })
    } else if (child.state === 'refused') {
      this.#terminal.fail('child.refused', { name })
      if (child.lastFailure) reportFailure(this.#terminal, child.lastFailure)
    } else if (child.state === 'ready' && this.#fallen.delete(name)) {
      this.#terminal.say('child.back', { name })
    }
  }

  notice(name: ChildName, notice: string): void {
    if (this.#started) this.#terminal.warn('child.notice', { name, notice })
    else this.#notices.push(this.#terminal.text('child.notice', { name, notice }))
  }

  /** Prints what the programs had to say while they started. */
  notices(): void {
    if (this.#notices.length === 0) return
    this.#terminal.print()
    for (const notice of this.#notices.slice(0, shownNotices)) this.#terminal.detail(notice)
    const more = this.#notices.length - shownNotices
    if (more > 0) this.#terminal.detail(this.#terminal.text('start.notices.more', { count: more }))
  }
}

function howItEnded(child: Child): string {
  const { message, how, seconds } = child.lastFailure?.values ?? {}
  return String(message ?? how ?? seconds ?? '?')
}
