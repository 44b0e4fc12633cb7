import { type CallLimits, type ChatRequest, ProviderError, type Target } from '@kansoku/providers'
import type { Deployment, Reliability } from '../config/gateway-config.ts'
import { applyDefaults } from '../parameters/call-parameters.ts'
import type { MockResponse } from '../parameters/mock-response.ts'
import { ParameterError } from '../parameters/values.ts'
import type { Stage } from '../plan/plan.ts'
import type { Answer, Call, CallOptions } from './contract.ts'
import { mockedFailure, mockResult, mockStream, mockVectors } from './mock.ts'
import type { CallPorts } from './ports.ts'

/** One try at one deployment. Rejects with `ProviderError`. */
export async function attempt(
  call: Call,
  stage: Stage,
  asked: ChatRequest,
  deployment: Deployment,
  reliability: Reliability,
  ports: CallPorts,
): Promise<Answer> {
  const { options } = call
  if (stage.depth === 0 && options.mockFailure) throw mockFailure(call, stage, deployment)
  const { embedding, task } = call
  const mock = options.mockResponse ?? deployment.mockResponse
  if (embedding && mock !== undefined) {
    await playMock(mock, deployment, options, ports)
    return { kind: 'result', result: mockVectors(mock, embedding, deployment.target.provider) }
  }
  if (embedding || task) {
    // A sound may last as long as it keeps coming.
    const limits = limitsOf(options, deployment, reliability, task?.kind === 'speech')
    const target = targetFor(deployment, options)
    const { upstream } = ports
    if (task) return { kind: 'result', result: await upstream.perform(target, task, limits) }
    if (embedding) return { kind: 'result', result: await upstream.embed(target, embedding, limits) }
  }
  const request = applyDefaults(asked, deployment.defaults)
  if (mock !== undefined) {
    const text = mockText(options, deployment)
    await playMock(text, deployment, options, ports)
    return request.stream
      ? { kind: 'stream', stream: mockStream(text) }
      : { kind: 'result', result: mockResult(text) }
  }
  const limits = limitsOf(options, deployment, reliability, request.stream)
  const target = targetFor(deployment, options)
  if (request.stream)
    return { kind: 'stream', stream: await ports.upstream.openStream(target, request, limits) }
  return { kind: 'result', result: await ports.upstream.complete(target, request, limits) }
}

/** A vector is none for a chat; and where an answer is mocked, no provider is to be paid. */
function mockText(options: CallOptions, deployment: Deployment): string {
  for (const mock of [options.mockResponse, deployment.mockResponse])
    if (typeof mock === 'string') return mock
  throw new ProviderError(
    'bad_request',
    'The mock_response is a vector, which is for embeddings. Give a text.',
    {
      provider: deployment.target.provider,
      param: 'mock_response',
    },
  )
}

/** The request, with what this fallback replaces. Throws `ProviderError`. */
export function requestFor(call: Call, stage: Stage): ChatRequest {
  if (stage.overrides === undefined) return call.request
  try {
    return call.override(stage.overrides)
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error
    throw new ProviderError('bad_request', `The fallback to ${stage.group.name}: ${error.message}`, {
      provider: 'router',
      param: error.parameter,
    })
  }
}

/** `drop_params` of a request widens that of the config; it cannot narrow it. */
function targetFor({ target }: Deployment, { dropParams }: CallOptions): Target {
  return dropParams && !target.dropParams ? { ...target, dropParams: true } : target
}

/**
 * Of one attempt: the request's, else the deployment's, else the config's timeout. A stream may last longer than
 * that as long as no silence does, as in LiteLLM; answers of coding agents run for minutes.
 */
export function limitsOf(
  options: CallOptions,
  deployment: Deployment,
  reliability: Reliability,
  stream: boolean,
): CallLimits {
  const seconds = options.timeoutSeconds ?? deployment.timeoutSeconds ?? reliability.timeoutSeconds
  const signal = options.signal === undefined ? {} : { signal: options.signal }
  if (!stream) return { ...signal, timeoutMs: seconds * 1000 }
  const first =
    options.streamTimeoutSeconds ??
    (options.timeoutSeconds === undefined
      ? (deployment.streamTimeoutSeconds ?? reliability.streamTimeoutSeconds ?? seconds)
      : seconds)
  return { ...signal, firstChunkTimeoutMs: first * 1000, idleTimeoutMs: seconds * 1000 }
}

/** Lasts as long as it is to, and rejects with the failure that is asked for. */
async function playMock(
  mock: MockResponse,
  deployment: Deployment,
  options: CallOptions,
  ports: CallPorts,
): Promise<void> {
  const seconds = options.mockDelaySeconds ?? deployment.mockDelaySeconds
  if (seconds) await ports.sleep(seconds * 1000, options.signal)
  if (options.signal?.aborted) {
    throw new ProviderError('cancelled', 'The caller ended the call', {
      provider: deployment.target.provider,
    })
  }
  const failure = mockedFailure(mock, deployment.target.provider)
  if (failure) throw failure
}

function mockFailure(call: Call, stage: Stage, deployment: Deployment): ProviderError {
  const fallbacks = call.plan.general.slice(1).map(({ group }) => group.name)
  const text = `This is a mock exception for model=${stage.group.name}, to trigger a fallback. Fallbacks=${JSON.stringify(fallbacks)}`
  return new ProviderError(call.options.mockFailure ?? 'internal_server', text, {
    provider: deployment.target.provider,
  })
}
