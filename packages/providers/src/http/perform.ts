import type { ProviderAdapter, Target, TaskProtocol } from '../spec/adapter.ts'
import { ProviderError } from '../spec/error.ts'
import type { ChatResult } from '../spec/result.ts'
import type { Task, TaskKind, TaskRequests } from '../spec/task.ts'
import { exchangeWhole } from './call.ts'
import type { CallLimits } from './deadlines.ts'
import { speak } from './speak.ts'
import type { Transport } from './transport.ts'

interface TaskCall {
  readonly adapter: ProviderAdapter
  readonly target: Target
  readonly task: Task
  readonly limits: CallLimits
}

const cannot: Readonly<Record<TaskKind, string>> = {
  rerank: 'does not rerank',
  moderation: 'does not moderate',
  image: 'makes no images',
  speech: 'does not speak',
  transcription: 'transcribes no audio',
}

/** Does what is neither a chat nor vectors. The result has a `body` and no choices. Rejects with `ProviderError` only. */
export async function perform(transport: Transport, call: TaskCall): Promise<ChatResult> {
  const { adapter, target, task } = call
  if (task.kind === 'speech' && adapter.tasks?.speech)
    return speak(transport, { ...call, protocol: adapter.tasks.speech, request: task.request })
  const protocol = adapter.tasks?.[task.kind] as TaskProtocol<TaskRequests[TaskKind]> | undefined
  const { provider, model } = target
  if (!protocol) {
    throw new ProviderError('bad_request', `${provider}/${model} ${cannot[task.kind]}`, {
      provider,
      param: 'model',
    })
  }
  const build = (signal: AbortSignal) => protocol.build(task.request, target, signal)
  const { built, whole } = await exchangeWhole(transport, { ...call, build })
  const { body, usage, output } = protocol.parse(built, whole, task.request)
  return {
    choices: [],
    body,
    output: output ?? ('json' in body ? body.json : undefined),
    ...(usage ? { usage } : {}),
    warnings: built.warnings,
    upstreamHeaders: whole.headers,
  }
}
