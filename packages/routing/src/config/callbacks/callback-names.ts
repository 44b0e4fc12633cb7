/** The workshop's own module. Here it is the native logger, which logs runs besides traces. */
export const mlflowModule = 'mlflow_callback.mlflow_callback_instance'

/** Names of callbacks that need no entry of `callback_settings`. */
export const callbackNames: ReadonlySet<string> = new Set([
  ...['otel', 'mlflow', mlflowModule, 's3', 's3_v2', 'generic_api', 'webhook'],
])

/** Keys of an entry of `callback_settings` that are acted on. */
export const callbackSettings: ReadonlySet<string> = new Set(
  `callback_type endpoint headers event_types log_format exporter message_logging
   turn_off_message_logging`.split(/\s+/),
)

/** Keys of `s3_callback_params` that are acted on, besides credentials. */
export const s3Params: ReadonlySet<string> = new Set(
  's3_bucket_name s3_region_name s3_endpoint_url s3_path s3_use_team_prefix'.split(' '),
)

/** Keys of `litellm_settings.mlflow`. */
export const mlflowSettings: ReadonlySet<string> = new Set(
  'tracking_uri tracking_arn experiment_name metrics params tags'.split(' '),
)
