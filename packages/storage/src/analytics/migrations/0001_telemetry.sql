-- Parts: every event as it came, deduplicated by its id. Equal ids with unequal bodies keep the larger hash, so the
-- survivor does not depend on the order of arrival. What is acknowledged here is synced to the disk: the folds below can
-- be made from it again. Each write asks for the other parts of some hundred entities, of which there are none as a rule:
-- one bloom filter over many granules answers that from a few megabytes. With two million parts and 400 new ids that took
-- 25 ms of CPU, without it 120.
CREATE TABLE IF NOT EXISTS event_parts (
  project_id String,
  entity LowCardinality(String),
  entity_id String,
  event_id String,
  event_time DateTime64(6, 'UTC'),
  is_create UInt8,
  body String CODEC(ZSTD(1)),
  received_at DateTime64(6, 'UTC'),
  body_hash UInt64 DEFAULT cityHash64(body),
  INDEX event_parts_entity_id entity_id TYPE bloom_filter(0.0001) GRANULARITY 128
) ENGINE = ReplacingMergeTree(body_hash)
PARTITION BY toYYYYMM(event_time)
ORDER BY (project_id, entity, entity_id, event_id)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1;

-- Folds. The sort key holds the hour of the entity, which makes time ranges cheap. A fold that moves to another hour
-- (an update arrived before its create) leaves a tombstone with the same version under each other hour its parts name.
-- Granules are small because FINAL reads all that overlap with those of a hit: with a million rows a look-up by trace id
-- cost a third of what it does with the default size.
CREATE TABLE IF NOT EXISTS traces (
  project_id String,
  id String,
  timestamp DateTime64(6, 'UTC'),
  name Nullable(String),
  user_id Nullable(String),
  session_id Nullable(String),
  environment LowCardinality(String),
  version Nullable(String),
  release Nullable(String),
  tags Array(String),
  public Bool,
  bookmarked Bool,
  input Nullable(String) CODEC(ZSTD(1)),
  output Nullable(String) CODEC(ZSTD(1)),
  input_preview String,
  output_preview String,
  metadata Map(String, String) CODEC(ZSTD(1)),
  created_at DateTime64(6, 'UTC'),
  updated_at DateTime64(6, 'UTC'),
  row_version UInt64,
  is_deleted UInt8,
  INDEX traces_id id TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX traces_session_id session_id TYPE bloom_filter(0.01) GRANULARITY 1,
  INDEX traces_user_id user_id TYPE bloom_filter(0.01) GRANULARITY 1
) ENGINE = ReplacingMergeTree(row_version, is_deleted)
PARTITION BY toYYYYMM(timestamp)
ORDER BY (project_id, toStartOfHour(timestamp), id)
SETTINGS index_granularity = 2048;

CREATE TABLE IF NOT EXISTS observations (
  project_id String,
  id String,
  trace_id String,
  parent_observation_id Nullable(String),
  type LowCardinality(String),
  name Nullable(String),
  start_time DateTime64(6, 'UTC'),
  end_time Nullable(DateTime64(6, 'UTC')),
  completion_start_time Nullable(DateTime64(6, 'UTC')),
  environment LowCardinality(String),
  level LowCardinality(String),
  status_message Nullable(String),
  version Nullable(String),
  release Nullable(String),
  input Nullable(String) CODEC(ZSTD(1)),
  output Nullable(String) CODEC(ZSTD(1)),
  metadata Map(String, String) CODEC(ZSTD(1)),
  provided_model_name LowCardinality(Nullable(String)),
  model_id Nullable(String),
  model_parameters String,
  provided_usage_details Map(LowCardinality(String), UInt64),
  usage_details Map(LowCardinality(String), UInt64),
  provided_cost_details Map(LowCardinality(String), Decimal(18, 12)),
  cost_details Map(LowCardinality(String), Decimal(18, 12)),
  total_cost Nullable(Decimal(18, 12)),
  -- Tokens by purpose, whatever names an SDK gives them; input includes cache reads and writes.
  input_tokens UInt64,
  output_tokens UInt64,
  cache_read_tokens UInt64,
  cache_write_tokens UInt64,
  total_tokens UInt64,
  pricing_tier_id Nullable(String),
  pricing_tier_name Nullable(String),
  prompt_id Nullable(String),
  prompt_name Nullable(String),
  prompt_version Nullable(UInt32),
  tool_definitions Map(String, String),
  tool_calls Array(String),
  tool_call_names Array(String),
  source LowCardinality(String),
  sdk_name Nullable(String),
  sdk_version Nullable(String),
  scope_name Nullable(String),
  service_name Nullable(String),
  api_key_id Nullable(String),
  created_at DateTime64(6, 'UTC'),
  updated_at DateTime64(6, 'UTC'),
  row_version UInt64,
  is_deleted UInt8,
  INDEX observations_id id TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX observations_trace_id trace_id TYPE bloom_filter(0.001) GRANULARITY 1
) ENGINE = ReplacingMergeTree(row_version, is_deleted)
PARTITION BY toYYYYMM(start_time)
ORDER BY (project_id, toStartOfHour(start_time), id)
SETTINGS index_granularity = 2048;

CREATE TABLE IF NOT EXISTS scores (
  project_id String,
  id String,
  timestamp DateTime64(6, 'UTC'),
  name String,
  trace_id Nullable(String),
  observation_id Nullable(String),
  session_id Nullable(String),
  dataset_run_id Nullable(String),
  value Nullable(Float64),
  string_value Nullable(String),
  long_string_value Nullable(String) CODEC(ZSTD(1)),
  data_type LowCardinality(String),
  source LowCardinality(String),
  comment Nullable(String),
  metadata Map(String, String),
  environment LowCardinality(String),
  author_user_id Nullable(String),
  config_id Nullable(String),
  queue_id Nullable(String),
  created_at DateTime64(6, 'UTC'),
  updated_at DateTime64(6, 'UTC'),
  row_version UInt64,
  is_deleted UInt8,
  INDEX scores_id id TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX scores_trace_id trace_id TYPE bloom_filter(0.01) GRANULARITY 1
) ENGINE = ReplacingMergeTree(row_version, is_deleted)
PARTITION BY toYYYYMM(timestamp)
ORDER BY (project_id, toStartOfHour(timestamp), id)
SETTINGS index_granularity = 2048;
