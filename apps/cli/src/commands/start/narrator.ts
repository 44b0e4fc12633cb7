import { describeRemark, translateSpeech } from '../../program-speech.ts'
import { reportFailure } from '../../report-failure.ts'
import type { Child, ChildName, Remark } from '../../supervisor/child.ts'
import type { SupervisorStep } from '../../supervisor/supervisor.ts'
import type { Terminal } from '../../terminal.ts'
import { type StartProgress, showProgress } from './progress.ts'

/** Most remarks that a start shows, unless more are important. */
const shownRemarks = 4

/** Tells the user what the supervisor does: as a list of steps while starting, in single lines afterwards. */
export class Narrator {
  readonly #terminal: Terminal
  readonly #checkCommand: string
  readonly #notices: string[] = []
  #remarks: readonly Remark[] = []
  readonly #fallen = new Set<ChildName>()
  #progress: StartProgress | undefined
  #started = false

  /** `checkCommand` shows all remarks about the config file. */
  constructor(terminal: Terminal, checkCommand: string) {
    this.#terminal = terminal
    this.#checkCommand = checkCommand
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
      this.#terminal.warn('child.ended', { name, how: howItEnded(this.#terminal, child) })
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

  /** A sentence of a program about its settings. */
  notice(said: string): void {
    this.#notices.push(said)
    if (this.#started) this.showRemarks()
  }

  /** Prints what the programs find odd: notices, and in brief what the gateway says of its config file. */
  showRemarks(): void {
    const notices = this.#notices.splice(0).map((said) => translateSpeech(this.#terminal, said))
    const remarks = this.#remarks.toSorted((a, b) => Number(b.important ?? 0) - Number(a.important ?? 0))
    this.#remarks = []
    const shown = Math.max(shownRemarks, remarks.filter(({ important }) => important).length)
    const lines = [
      ...notices,
      ...remarks.slice(0, shown).map((remark) => describeRemark(this.#terminal, remark)),
    ]
    if (lines.length > 0) this.#terminal.print()
    for (const line of lines) this.#terminal.print(`  ${this.#terminal.style('yellow', '!')} ${line}`)
    const count = remarks.length - shown
    if (count > 0) {
      const more = this.#terminal.text('start.remarks.more', { count, command: this.#checkCommand })
      this.#terminal.print(`    ${more}`)
    }
  }
}

function howItEnded(terminal: Terminal, child: Child): string {
  const { message, how, seconds } = child.lastFailure?.values ?? {}
  return message === undefined ? String(how ?? seconds ?? '?') : translateSpeech(terminal, String(message))
}
