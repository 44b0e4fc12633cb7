import { Failure } from '../../failure.ts'
import { reportFailure } from '../../report-failure.ts'
import type { Remark } from '../../supervisor/child.ts'
import type { Supervisor } from '../../supervisor/supervisor.ts'
import type { CommandContext } from '../command.ts'
import type { Request } from './request.ts'

/** What a start was asked for, and what later wishes have made of it. */
export class Asked {
  context: CommandContext

  constructor(context: CommandContext) {
    this.context = context
  }
}

type Supervised = Pick<Supervisor, 'restart' | 'update'>

/** Fulfils wishes of other commands and tells what it does. Rejects with why it could not. */
export function fulfilWith(
  supervisor: Supervised,
  asked: Asked,
): (wish: Request) => Promise<readonly Remark[]> {
  return async (wish) => {
    const before = asked.context
    const { flags } = before
    const { config = flags.config, envFiles } = wish
    asked.context = {
      ...before,
      flags: { ...flags, config, envFile: envFiles.length > 0 ? envFiles : flags.envFile },
    }
    try {
      return await act(supervisor, wish, before)
    } catch (error) {
      // A program that did not come up again has been told of when it happened, and was started with the new files.
      const isVoid = wish.kind === 'update' || error instanceof Failure
      if (isVoid) asked.context = before
      if (isVoid) reportFailure(before.terminal, error)
      throw error
    }
  }
}

async function act(
  supervisor: Supervised,
  wish: Request,
  { terminal }: CommandContext,
): Promise<readonly Remark[]> {
  if (wish.kind === 'update') {
    const remarks = await supervisor.update()
    terminal.say('update.done')
    return remarks
  }
  const values = { names: wish.names.join(', ') }
  terminal.say('restart.restarting', values)
  try {
    await supervisor.restart(wish.names)
  } catch (error) {
    terminal.fail(error instanceof Failure ? 'restart.kept' : 'restart.failed', values)
    throw error
  }
  terminal.say('restart.done', values)
  return []
}
