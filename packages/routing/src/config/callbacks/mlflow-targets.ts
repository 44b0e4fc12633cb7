import { type CallbackSettings, textOf } from './callback-settings.ts'
import type { MlflowRunsTarget, MlflowServerTarget, MlflowTarget } from './callback-target.ts'
import { type FoundTarget, isAddress, none } from './callback-targets.ts'

/** What is told of a call where the settings name nothing themselves: all that there is. */
export const mlflowNames = {
  metrics: ['latency', 'prompt_tokens', 'completion_tokens', 'total_tokens', 'cost_usd'],
  params: ['model', 'messages', 'max_tokens', 'region'],
  tags: ['request_id', 'deployment', 'user', 'aws_account_id', 'sagemaker_endpoint'],
} as const

/** The settings stand under `litellm_settings.mlflow`, else in MLflow's own variables. */
export function findMlflow(settings: CallbackSettings): FoundTarget<MlflowTarget> {
  const { own, variable } = settings
  const given = own('mlflow')
  const uri = textOf(given.tracking_uri) ?? variable('MLFLOW_TRACKING_URI')
  const arn = textOf(given.tracking_arn) ?? variable('MLFLOW_TRACKING_ARN') ?? uri
  const experiment = experimentIn(settings)
  if (arn?.startsWith('arn:')) {
    const server = managedServer(arn, variable('SAGEMAKER_MLFLOW_CUSTOM_ENDPOINT'))
    return server
      ? { kind: 'mlflow', ...server, experiment }
      : none(
          'its address begins with "arn:", but is no ARN of a tracking server or app of MLflow in SageMaker.',
        )
  }
  if (uri === undefined) return none('no tracking server is known; set MLFLOW_TRACKING_URI.')
  if (!isAddress(uri)) return none('MLFLOW_TRACKING_URI is no http(s) address and no ARN of SageMaker.')
  const headers = authorizationIn(settings)
  return { kind: 'mlflow', url: uri.replace(/\/+$/, ''), headers, experiment }
}

/** Runs besides, where the settings name what is told or the module of the workshop is among the callbacks. */
export function findMlflowRuns(
  traces: MlflowTarget,
  { own }: CallbackSettings,
  isAskedFor: boolean,
): MlflowRunsTarget | undefined {
  const given = own('mlflow')
  const { metrics, params, tags } = mlflowNames
  if (!isAskedFor && ![given.metrics, given.params, given.tags].some(Array.isArray)) return undefined
  return {
    ...traces,
    kind: 'mlflow-runs',
    metrics: namesIn(given.metrics, metrics),
    params: namesIn(given.params, params),
    tags: namesIn(given.tags, tags),
  }
}

const namesIn = (list: unknown, all: readonly string[]) => (Array.isArray(list) ? list.map(String) : all)

function experimentIn({ own, variable }: CallbackSettings): MlflowTarget['experiment'] {
  const id = variable('MLFLOW_EXPERIMENT_ID')
  const name = textOf(own('mlflow').experiment_name) ?? variable('MLFLOW_EXPERIMENT_NAME')
  return name === undefined || id !== undefined ? { id: id ?? '0' } : { name }
}

function authorizationIn({ variable }: CallbackSettings): Readonly<Record<string, string>> {
  const token = variable('MLFLOW_TRACKING_TOKEN')
  if (token !== undefined) return { authorization: `Bearer ${token}` }
  const user = variable('MLFLOW_TRACKING_USERNAME')
  if (user === undefined) return {}
  const pair = `${user}:${variable('MLFLOW_TRACKING_PASSWORD') ?? ''}`
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` }
}

const managed =
  /^arn:aws(?:-us-gov)?:sagemaker:(?<region>[a-z\d-]+):(?<account>\d{12}):(?<kind>mlflow-tracking-server|mlflow-app)\/[\w.-]+$/

/** Addresses and headers of MLflow in SageMaker; the variable is that of its plugin for Python. */
function managedServer(
  arn: string,
  endpoint: string | undefined,
): Omit<MlflowServerTarget, 'experiment'> | undefined {
  const { region, account, kind } = managed.exec(arn)?.groups ?? {}
  if (region === undefined || account === undefined) return undefined
  const isApp = kind === 'mlflow-app'
  const usual = isApp
    ? `https://mlflow.sagemaker.${region}.app.aws`
    : `https://${region}.experiments.sagemaker.aws`
  return {
    url: (endpoint ?? usual).replace(/\/+$/, ''),
    headers: { [isApp ? 'x-sm-mlflow-app-arn' : 'x-mlflow-sm-tracking-server-arn']: arn },
    aws: { region, account },
  }
}
