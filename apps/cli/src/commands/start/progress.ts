import { Listr, type ListrTaskWrapper } from 'listr2'
import type { MessageKey } from '../../messages/catalogue.ts'
import type { ChildName } from '../../supervisor/child.ts'
import type { Terminal } from '../../terminal.ts'

export interface StartProgress {
  /** Says what a part is busy with. */
  retitle(name: ChildName, key: MessageKey): void
  ready(name: ChildName): void
  /** Ends the display; parts that are not ready show as failed. */
  end(): Promise<void>
}

const titles: Readonly<Record<ChildName, MessageKey>> = {
  postgres: 'start.step.postgres',
  server: 'start.step.server',
  gateway: 'start.step.gateway',
}

/** One line per part of the product: with a spinner on a terminal, elsewhere once it is known how it went. */
export function showProgress(terminal: Terminal, names: readonly ChildName[]): StartProgress {
  return terminal.interactive ? showSpinners(terminal, names) : printOutcomes(terminal, names)
}

function printOutcomes(terminal: Terminal, names: readonly ChildName[]): StartProgress {
  const began = performance.now()
  const underWay = new Map(names.map((name) => [name, terminal.text(titles[name])]))
  return {
    retitle(name, key) {
      if (underWay.has(name)) underWay.set(name, terminal.text(key))
    },
    ready(name) {
      const title = underWay.get(name)
      if (title === undefined) return
      underWay.delete(name)
      terminal.print(`✔ ${title} ${terminal.text('start.step.took', { seconds: secondsSince(began) })}`)
    },
    async end() {
      for (const title of underWay.values()) {
        terminal.print(`✖ ${title} ${terminal.text('start.step.failed')}`)
      }
    },
  }
}

function showSpinners(terminal: Terminal, names: readonly ChildName[]): StartProgress {
  const parts = new Map(names.map((name) => [name, createPart()]))
  const list = new Listr(
    names.map((name) => ({
      title: terminal.text(titles[name]),
      task: (_: unknown, line: Line) => parts.get(name)?.run(line),
    })),
    {
      concurrent: true,
      exitOnError: false,
      registerSignalListeners: false,
      rendererOptions: { showErrorMessage: false },
    },
  )
  const shown = list.run().catch(() => {})
  return {
    retitle(name, key) {
      parts.get(name)?.retitle(terminal.text(key))
    },
    ready(name) {
      parts.get(name)?.ready((seconds) => terminal.text('start.step.took', { seconds }))
    },
    async end() {
      for (const part of parts.values()) part.abandon()
      await shown
    },
  }
}

type Line = Pick<ListrTaskWrapper<unknown, never, never>, 'title'>

function createPart() {
  const began = performance.now()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  let line: Line | undefined
  return {
    run(given: Line): Promise<void> {
      line = given
      return promise
    },
    retitle(title: string) {
      if (line) line.title = title
    },
    ready(took: (seconds: string) => string) {
      if (line) line.title = `${line.title} ${took(secondsSince(began))}`
      resolve()
    },
    abandon() {
      reject(new Error('not ready'))
    },
  }
}

function secondsSince(began: number): string {
  return ((performance.now() - began) / 1000).toFixed(1)
}
