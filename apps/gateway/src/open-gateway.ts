import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import {
  createBedrockGuardrails,
  createObjectWriter,
  createProviders,
  createRequestSigner,
  createTransport,
  type Transport,
} from '@kansoku/providers'
import {
  type ConfigWarning,
  createAffinity,
  createDeploymentHealth,
  createDeploymentTraffic,
  createModelIndex,
  createWaitingLine,
  type Deployment,
  type GatewayConfig,
  type Upstream,
} from '@kansoku/routing'
import { createLiveCache } from './cache/live-cache.ts'
import { sleep } from './call-clock.ts'
import { createAllowedHosts } from './callbacks/allowed-hosts.ts'
import { createCallbacks } from './callbacks/callbacks.ts'
import { createMlflowServers } from './callbacks/mlflow/mlflow-server.ts'
import { createOwnCallbacks } from './callbacks/own-callbacks.ts'
import { tellCallbacks } from './callbacks/telling-recorder.ts'
import { type GatewaySettings, readSettings, SettingsError } from './config.ts'
import type { GatewayContext } from './context.ts'
import { type ControlPlane, startControlPlane } from './control/control-plane.ts'
import { managementTopic } from './control/learn-of-change.ts'
import { countCalls } from './delivery/counting-recorder.ts'
import { deliverLeftSpools } from './delivery/left-spools.ts'
import { openPatiently } from './delivery/patient-recorder.ts'
import { openRecorder, type Recorder } from './delivery/recorder.ts'
import { settleLeases } from './delivery/settling-recorder.ts'
import { asksForDemo, createDemoContext } from './demo/demo-context.ts'
import { createDemoUpstream, isDemoDeployment, loadDemoConfig } from './demo/demo-models.ts'
import { createGuardrails } from './guardrails/guardrails.ts'
import { createAuthentication, createOwnKeyCheck } from './http/authentication.ts'
import { listEndpoints } from './http/endpoints.ts'
import { listen } from './http/listen.ts'
import { createResponseStore, isShared } from './http/responses/response-store.ts'
import { createRouter } from './http/router.ts'
import type { SoftBudget } from './limits/budgets.ts'
import { createLimiter } from './limits/limiter.ts'
import { budgetsOf, readOwnLimits } from './limits/own-limits.ts'
import { openLiveConfig } from './live-config/live-config.ts'
import type { Loaded } from './live-config/load-config.ts'
import type { Log } from './log.ts'
import { createLiveMcpServers } from './mcp/live-servers.ts'
import { startBackgroundHealth } from './model-health/background-health.ts'
import { createSharedHealth } from './model-health/shared-health.ts'
import { createInstruments } from './prometheus/instruments.ts'
import { createLiveProviders, providerPorts } from './provider-ports.ts'
import { createAgentSessions } from './recording/agent-sessions.ts'
import { shownAddress } from './shown-address.ts'
import { SpoolInUse } from './spool/spool-lock.ts'
import { createSupportedParams } from './supported-params.ts'
import { createTokenCounting } from './token-counting.ts'
import { createOwnApis, createPlaceLookup, createUpstream } from './upstream.ts'
import type { Peers } from './workers/peers.ts'

const firstWordMs = 2000
const now = () => performance.now()

export interface Gateway {
  readonly url: string
  readonly port: number
  readonly models: readonly string[]
  /** Keys of the config file without effect, or with another one than expected. */
  readonly remarks: readonly ConfigWarning[]
  /** How the recording of calls is going. */
  readonly recording: Recorder['status']
  /** Reads the config file again. One that cannot be used is told, and the old one stays. */
  reload(): void
  /**
   * Goes on with another config file and environment; calls under way end as they began. What belongs to a start, such
   * as ports, stays. Resolves with what is odd about them.
   * @throws {SettingsError} when they cannot be used; the old ones stay
   */
  use(environment: NodeJS.ProcessEnv): Promise<readonly ConfigWarning[]>
  /**
   * Stops taking calls, lets running ones end, delivers what is recorded; each within its bound. A second call only
   * shortens the first one.
   */
  stop(bounds?: { readonly drainMs?: number; readonly deliverMs?: number }): Promise<void>
}

/**
 * Starts a gateway and resolves when it listens.
 * @throws {SettingsError} for settings or a config file that cannot be used
 * @param peers the other workers, where this process is one of several
 */
export async function openGateway(settings: GatewaySettings, log: Log, peers?: Peers): Promise<Gateway> {
  const demo = settings.demo === 'off' ? undefined : loadDemoConfig()
  let used = settings
  let control: ControlPlane | undefined
  // What the new config does without ends now, not with the next request; once all of the gateway is there.
  let useConfig: () => void = () => undefined
  const onChange = () => {
    // What was spent of budgets that came with the new file.
    void control?.refresh()
    useConfig()
  }
  const added = () => control?.models() ?? []
  const live = openLiveConfig({ settings, demo, added, log, onChange })
  const { environment } = live.current()
  const providers = createLiveProviders(environment)
  const transport = createTransport({ env: environment })
  const reached = createUpstream(providers, transport)
  const demoUpstream = demo ? createDemoUpstream(reached, reachEmulators(transport), demo) : undefined
  control =
    settings.server &&
    startControlPlane({
      ...settings.server,
      file: join(settings.dataDir, 'gateway', snapshotName(settings)),
      publicKey: () => used.langfuse?.publicKey,
      budgets: () => budgetsOf(live.current()),
      onModels: live.reload,
      maxAgeMs: settings.keysMaxAgeHours * 3_600_000,
      log,
    })
  // As they stood in the last word on disk.
  if (added().length > 0) live.reload()
  // What keys have spent since then counts from the first call on, unless the server is slow or down.
  if (control) await Promise.race([control.refresh(), delay(firstWordMs, undefined, { ref: false })])
  const instruments = createInstruments()
  const recordingContext = {
    get recording() {
      return live.current().recording
    },
    get release() {
      return used.release
    },
    get environment() {
      return used.environmentName
    },
    get proxyBaseUrl() {
      return used.proxyBaseUrl
    },
  }
  const recorded = { settings, control, log, context: recordingContext }
  const recorder = await openRecorderOrExplain(recorded)
  const leftSpools = deliverLeftSpools(recorded)
  const callbackHosts = createAllowedHosts(settings)
  const told = { context: recordingContext, log, count: instruments.callbacks.told }
  const callbacks = createCallbacks({
    ...told,
    config: live.current,
    writer: createObjectWriter(transport, providerPorts(environment)),
    mlflow: createMlflowServers(createRequestSigner('sagemaker-mlflow', providerPorts(environment))),
    own: createOwnCallbacks({ ...told, hosts: callbackHosts }),
  })
  instruments.spool.watch(recorder)
  const tokens = createTokenCounting(providers, transport)
  const cache = createLiveCache(log)
  const spentOn = (account: string) => control?.holders().spentOn(account)
  const onSoftBudget = (budget: SoftBudget) => {
    instruments.budgets.warned()
    log.warn(budget, 'a soft budget is used up')
  }
  const responses = createResponseStore({
    onChange: (news) => void (isShared(news) && peers?.publish('response', news)),
  })
  const agentSessions = createAgentSessions((task) => void peers?.publish('agentSession', task))
  const use = async (next: NodeJS.ProcessEnv) => {
    const wanted = readSettings(next)
    const remarks = live.use(wanted)
    const isElsewhere = !isDeepStrictEqual(wanted.langfuse, settings.langfuse)
    used = wanted
    return isElsewhere ? [...remarks, laterDestination] : remarks
  }
  peers?.listen({
    topics: {
      response: responses.learn,
      agentSession: agentSessions.learn,
      [managementTopic]: () => control?.refresh(),
    },
    ownMetrics: instruments.exposition.read,
    onSoftBudget,
    onEnvironment: use,
  })
  const mcpServers = createLiveMcpServers(log)
  let stopping: Promise<void> | undefined
  const draining = new AbortController()
  const hurry = new AbortController()
  const isDemo = (deployment: Deployment) => isDemoDeployment(deployment, demo)
  const shared = {
    settings,
    isDemo,
    configStatus: live.status,
    faultOf: live.faultOf,
    health: createDeploymentHealth(() => live.current().reliability, now),
    traffic: createDeploymentTraffic(now),
    line: createWaitingLine({ now, sleep }),
    affinity: createAffinity(now),
    backgroundHealth: { last: (id: string) => backgroundHealth.last(id) },
    sharedHealth: createSharedHealth(now),
    upstream: demoUpstream ?? reached,
    ownApis: createOwnApis(providers, transport),
    tokens,
    supportedParams: createSupportedParams(providers),
    responses,
    agentSessions,
    peers,
    callbacks,
    recorder: settleLeases(tellCallbacks(countCalls(toldToPeers(recorder, peers), instruments), callbacks)),
    limiter: peers?.limiter(spentOn) ?? createLimiter({ now: Date.now, spentOn, onSoftBudget }),
    control,
    instruments,
    log,
    draining: draining.signal,
  }
  const contextFor = (config: Loaded['config']): GatewayContext => {
    providers.use(config.environment)
    const placeOf = createPlaceLookup(providers)
    return {
      ...shared,
      config,
      cache: cache.use(config.caching),
      mcpLinks: mcpServers.use(config.mcpServers),
      guardrails: createGuardrails(
        config.guardrails,
        createBedrockGuardrails(transport, providerPorts(config.environment)),
      ),
      ownLimits: readOwnLimits(config),
      models: createModelIndex(config),
      placeOf: (deployment) => (isDemo(deployment) ? {} : placeOf(deployment)),
      authenticate: createAuthentication({
        masterKey: config.masterKey,
        ownHeader: config.keyHeader,
        control,
      }),
      isOwnKey: createOwnKeyCheck({ masterKey: config.masterKey, control }),
      maxRequestBytes: config.maxRequestBytes ?? settings.maxRequestBytes,
    }
  }
  let context = contextFor(live.current())
  const current = () => {
    if (context.config !== live.current()) context = contextFor(live.current())
    return context
  }
  useConfig = () => void current()
  const withDemo = createDemoContext(demo)
  const backgroundHealth = startBackgroundHealth(current)
  const router = createRouter(
    listEndpoints((exchange) => (asksForDemo(exchange) ? withDemo(current()) : current())),
  )
  const closeRest = async (deliverMs: number) => {
    live[Symbol.dispose]()
    backgroundHealth[Symbol.dispose]()
    await Promise.all([
      recorder.close(deliverMs, hurry.signal),
      callbacks.close(deliverMs),
      leftSpools[Symbol.asyncDispose](),
    ])
    control?.[Symbol.dispose]()
    await callbackHosts[Symbol.asyncDispose]()
    await Promise.all([cache, mcpServers].map((one) => one[Symbol.asyncDispose]()))
    await tokens[Symbol.asyncDispose]()
    await demoUpstream?.[Symbol.asyncDispose]()
    await transport[Symbol.asyncDispose]()
  }
  const { hosts, port } = settings
  const { requests } = instruments
  const sharesPort = peers !== undefined
  const listener = await listen({ hosts, port, isShared: sharesPort, router, requests, log }).catch(
    async (error: unknown) => {
      await closeRest(0)
      throw error
    },
  )
  live.follow()
  log.info(
    {
      url: listener.url,
      models: context.models.listed,
      recorded: describeRecording(settings, context.config),
    },
    'the gateway serves',
  )
  return {
    url: listener.url,
    port: listener.port,
    models: context.models.listed,
    remarks: live.warnings,
    recording: recorder.status,
    reload: live.reload,
    use,
    stop({ drainMs = settings.drainSeconds * 1000, deliverMs = 5000 } = {}) {
      if (stopping) setTimeout(() => hurry.abort(), drainMs).unref()
      draining.abort()
      stopping ??= (async () => {
        await listener.close(drainMs, hurry.signal)
        await closeRest(deliverMs)
        log.info('the gateway has stopped')
      })()
      return stopping
    },
  }
}

const laterDestination: ConfigWarning = {
  file: 'LANGFUSE_HOST',
  line: undefined,
  key: 'LANGFUSE_PUBLIC_KEY',
  message: 'a Langfuse elsewhere gets copies of calls as it did before, until the gateway is restarted.',
}

/** Workers write at the same time. */
function snapshotName({ worker }: GatewaySettings): string {
  return worker === 0 ? 'snapshot.json' : `snapshot-${worker}.json`
}

/** A recorder whose calls are written down when other workers know what later ones may go on from. */
function toldToPeers(recorder: Recorder, peers: Peers | undefined): Recorder {
  if (!peers) return recorder
  return {
    ...recorder,
    record: async (call) => void (await Promise.all([recorder.record(call), peers.settled()])),
  }
}

/** The demo's calls read nothing of the environment: a role or a key that is set there is not for emulators. */
function reachEmulators(transport: Transport): Upstream {
  return createUpstream(createProviders(providerPorts({})), transport)
}

async function openRecorderOrExplain(options: Parameters<typeof openRecorder>[0]): Promise<Recorder> {
  try {
    return await openPatiently(() => openRecorder(options), options.log)
  } catch (error) {
    const folder = options.settings.dataDir
    if (error instanceof SpoolInUse) {
      throw new SettingsError(
        `Another gateway (process ${error.holder}) uses the data folder ${folder}.`,
        'Stop it, or give this one a KANSOKU_DATA_DIR of its own.',
      )
    }
    const code = (error as { code?: string }).code
    if (code === undefined) throw error
    throw new SettingsError(
      `The data folder ${folder} cannot be written (${code}).`,
      'Give this user the right to write there, or set KANSOKU_DATA_DIR to another folder.',
    )
  }
}

function describeRecording({ server, langfuse }: GatewaySettings, { recording }: GatewayConfig): string {
  const places = [
    ...(server ? [server.url] : []),
    ...(langfuse && recording.langfuse ? [`Langfuse at ${shownAddress(langfuse.host)}`] : []),
  ]
  return places.length === 0 ? 'nowhere: no server and no langfuse callback' : places.join(' and ')
}
