interface HttpTarget {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** An OTLP/HTTP endpoint for traces. */
export interface OtlpTarget extends HttpTarget {
  readonly kind: 'otlp'
  readonly encoding: 'json' | 'protobuf'
  readonly serviceName: string
  /** Spans of our own under the caller's, which its `traceparent` names. */
  readonly joinsCaller: boolean
}

/** A tracking server of MLflow. */
export interface MlflowServerTarget extends HttpTarget {
  readonly experiment: { readonly id: string } | { readonly name: string }
  /** Of a server that SageMaker runs: its requests are signed. */
  readonly aws?: { readonly region: string; readonly account: string }
}

/** Traces, by OTLP. */
export interface MlflowTarget extends MlflowServerTarget {
  readonly kind: 'mlflow'
}

/** A run for each call, with what is named of it. */
export interface MlflowRunsTarget extends MlflowServerTarget {
  readonly kind: 'mlflow-runs'
  readonly metrics: readonly string[]
  readonly params: readonly string[]
  readonly tags: readonly string[]
}

/** Any address that takes JSON. */
export interface WebhookTarget extends HttpTarget {
  readonly kind: 'webhook'
  /** A list of calls, a line of JSON for each, or a request for each. */
  readonly format: 'json_array' | 'ndjson' | 'single'
}

/** A bucket: one object for each call. */
export interface S3Target {
  readonly kind: 's3'
  readonly bucket: string
  readonly region: string
  /** Undefined: Amazon's own. */
  readonly endpoint?: string
  /** Folder for all objects, without slashes at its ends. */
  readonly path: string
  /** A folder for each team. */
  readonly byTeam: boolean
  /** Credentials in the words of models: `aws_access_key_id` … */
  readonly params: Readonly<Record<string, unknown>>
}

export type CallbackTarget = OtlpTarget | MlflowTarget | MlflowRunsTarget | WebhookTarget | S3Target

/** Somewhere that finished calls are told, beside the platform. */
export interface Callback {
  /** As the file names it. */
  readonly name: string
  /** Which calls. */
  readonly onSuccess: boolean
  readonly onFailure: boolean
  /** Leave prompts and answers out. */
  readonly withoutContent: boolean
  readonly target: CallbackTarget
}

/** One that cannot be told anything, and why. */
export interface IdleCallback {
  readonly name: string
  readonly reason: string
}
