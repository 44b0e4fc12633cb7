import { type DemoUpstreams, demoModels, startDemoUpstreams } from '@kansoku/emulators'
import type { Target } from '@kansoku/providers'
import { type Deployment, type GatewayConfig, loadGatewayConfig, type Upstream } from '@kansoku/routing'

/**
 * The built-in models. They are read as a config file would be, name real models and reach them over HTTP like all
 * others: only the addresses and credentials are filled in when the first call comes.
 */
export function loadDemoConfig(): GatewayConfig {
  const file = {
    model_list: demoModels.map(({ name, model }) => ({
      model_name: name,
      litellm_params: { model, aws_region_name: 'us-east-1' },
      model_info: { id: `kansoku-${name}` },
    })),
    litellm_settings: {
      fallbacks: demoModels.flatMap(({ name, fallbacks }) => (fallbacks ? [{ [name]: fallbacks }] : [])),
      num_retries: 1,
      drop_params: true,
    },
  }
  const { config } = loadGatewayConfig('built-in demo', {
    env: {},
    isProviderSupported: () => true,
    readText: () => JSON.stringify(file),
  })
  return config
}

/** Adds the demo's models; names of one's own win. */
export function withDemoModels(config: GatewayConfig, demo: GatewayConfig): GatewayConfig {
  const own = new Set([...config.deployments.map(({ modelGroup }) => modelGroup), ...config.aliases.keys()])
  const added = demo.deployments.filter(({ modelGroup }) => !own.has(modelGroup))
  const { fallbacks } = config.reliability
  // Each demo model has a rule, be it an empty one: a fallback of the file would make a game cost money.
  const rules = added.map(
    ({ modelGroup: model }) =>
      demo.reliability.fallbacks.general.find((rule) => rule.model === model) ?? { model, targets: [] },
  )
  return {
    ...config,
    deployments: [...config.deployments, ...added],
    reliability: {
      ...config.reliability,
      fallbacks: {
        ...fallbacks,
        general: [...rules, ...fallbacks.general],
        contextWindow: [...rules, ...fallbacks.contextWindow],
        contentPolicy: [...rules, ...fallbacks.contentPolicy],
      },
    },
  }
}

/** Whether a deployment is one of the demo's: where its calls go is nobody's business but this process's. */
export function isDemoDeployment({ id }: Deployment, demo: GatewayConfig | undefined): boolean {
  return demo?.deployments.some((deployment) => deployment.id === id) ?? false
}

/** Sends the demo's calls to emulators in this process, which start with the first of them. */
export function createDemoUpstream(
  upstream: Upstream,
  emulated: Upstream,
  demo: GatewayConfig,
): Upstream & AsyncDisposable {
  const targets = new Set<Target['params']>(demo.deployments.map(({ target }) => target.params))
  let starting: Promise<DemoUpstreams> | undefined
  const isDemo = (target: Target) => targets.has(target.params)
  const place = async (target: Target): Promise<Target> => {
    starting ??= startDemoUpstreams()
    return { ...target, params: { ...target.params, ...addressOf(target, await starting) } }
  }
  return {
    complete: (target, request, limits) =>
      isDemo(target)
        ? place(target).then((placed) => emulated.complete(placed, request, limits))
        : upstream.complete(target, request, limits),
    embed: (target, request, limits) =>
      isDemo(target)
        ? place(target).then((placed) => emulated.embed(placed, request, limits))
        : upstream.embed(target, request, limits),
    perform: (target, task, limits) =>
      isDemo(target)
        ? place(target).then((placed) => emulated.perform(placed, task, limits))
        : upstream.perform(target, task, limits),
    openStream: (target, request, limits) =>
      isDemo(target)
        ? place(target).then((placed) => emulated.openStream(placed, request, limits))
        : upstream.openStream(target, request, limits),
    async [Symbol.asyncDispose]() {
      await (await starting)?.[Symbol.asyncDispose]()
    },
  }
}

function addressOf({ provider }: Target, demo: DemoUpstreams): Readonly<Record<string, string>> {
  if (provider !== 'bedrock') return { api_base: demo.openAiUrl, api_key: demo.openAiKey }
  return {
    aws_bedrock_runtime_endpoint: demo.bedrockUrl,
    aws_access_key_id: demo.accessKeyId,
    aws_secret_access_key: demo.secretAccessKey,
  }
}
