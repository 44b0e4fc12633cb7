import { describeRemark } from '../../describe-remark.ts'
import { reportFailure } from '../../report-failure.ts'
import type { Child, ChildName } from '../../supervisor/child.ts'
import type { Remark } from '../../supervisor/node-program.ts'
import type { SupervisorStep } from '../../supervisor/supervisor.ts'
import type { Terminal } from '../../terminal.ts'
import { type StartProgress, showProgress } from './progress.ts'

/** Most remarks that a start shows. */
const shownRemarks = 4

/** Tells the user what the supervisor does: as a list of steps while starting, in single lines afterwards. */
export class Narrator {
  readonly #terminal: Terminal
  #remarks: readonly Remark[] = []
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

  remarks(remarks: readonly Remark[]): void {
    this.#remarks = remarks
    if (this.#started) this.showRemarks()
  }

  /** Prints in brief what the gateway found odd in its config file. */
  showRemarks(): void {
    if (this.#remarks.length === 0) return
    this.#terminal.print()
    for (const remark of this.#remarks.slice(0, shownRemarks)) {
      this.#terminal.print(
        `  ${this.#terminal.style('yellow', '!')} ${describeRemark(this.#terminal, remark)}`,
      )
    }
    const more = this.#remarks.length - shownRemarks
    if (more > 0) this.#terminal.print(`    ${this.#terminal.text('start.remarks.more', { count: more })}`)
  }
}

function howItEnded(child: Child): string {
  const { message, how, seconds } = child.lastFailure?.values ?? {}
  return String(message ?? how ?? seconds ?? '?')
}
