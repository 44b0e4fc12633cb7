-- The ledger of gateways: a line for each try at a model, and the one source of what was spent. It is apart from telemetry,
-- because traces are deleted and expire, and because a client may give many calls the id of one observation. A line says
-- the same whenever it is delivered, so lines of one id are one. Sums since a time are what everybody asks for: rows lie by
-- the hour, and FINAL has nothing to merge where the hours of parts do not overlap. Of five million rows a sum by key over
-- thirty days takes 0.1 s.
CREATE TABLE IF NOT EXISTS gateway_calls (
  project_id LowCardinality(String),
  id UUID,
  started_at DateTime64(6, 'UTC') CODEC(Delta, LZ4),
  ended_at Nullable(DateTime64(6, 'UTC')),
  answered_at Nullable(DateTime64(6, 'UTC')),
  key_hash LowCardinality(String),
  team_id LowCardinality(String),
  user_id LowCardinality(String),
  organization_id LowCardinality(String),
  end_user String,
  tags Array(LowCardinality(String)),
  model_group LowCardinality(String),
  model LowCardinality(String),
  deployment_id LowCardinality(String),
  provider LowCardinality(String),
  call_type LowCardinality(String),
  status LowCardinality(String),
  error_class LowCardinality(String),
  cache_hit Bool,
  input_tokens UInt64,
  output_tokens UInt64,
  cache_read_tokens UInt64,
  cache_write_tokens UInt64,
  total_tokens UInt64,
  cost Decimal(18, 12),
  trace_id String,
  observation_id String,
  request_id String,
  address LowCardinality(String),
  INDEX gateway_calls_request_id request_id TYPE bloom_filter(0.001) GRANULARITY 1,
  INDEX gateway_calls_trace_id trace_id TYPE bloom_filter(0.001) GRANULARITY 1
) ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(started_at)
ORDER BY (toStartOfHour(started_at), project_id, id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Calls that earlier versions recorded as observations alone. Their lines have ids made of those of the observations, as
-- `calls-of-parts.ts` makes them of what an earlier gateway still has to deliver: filling again, or both, changes nothing.
-- Metadata quotes a text that would read as JSON.
INSERT INTO gateway_calls (
  project_id, id, started_at, ended_at, answered_at, key_hash, team_id, user_id, organization_id, end_user, tags,
  model_group, model, deployment_id, provider, call_type, status, error_class, cache_hit, input_tokens,
  output_tokens, cache_read_tokens, cache_write_tokens, total_tokens, cost, trace_id, observation_id, request_id, address
)
SETTINGS max_execution_time = 0, max_partitions_per_insert_block = 0
WITH arrayMap(
  text -> if(startsWith(text, '"'), JSONExtractString(text), text),
  [
    gateway_key, gateway_team, gateway_user, gateway_organization, gateway_end_user, gateway_model, gateway_provider,
    metadata['call_type'], metadata['requester_ip_address']
  ]::Array(String)
) AS texts
SELECT
  project_id, toUUID(lower(hex(MD5(id)))), start_time, end_time, completion_start_time, texts[1], texts[2], texts[3],
  texts[4], texts[5], gateway_tags, texts[6], ifNull(provided_model_name, ''),
  JSONExtractString(metadata['model_info'], 'id'), texts[7], texts[8],
  multiIf(level = 'ERROR', 'failure', level = 'WARNING', 'cancelled', 'success'), '', metadata['cache_hit'] = 'true',
  input_tokens, output_tokens,
  cache_read_tokens, cache_write_tokens, total_tokens, ifNull(total_cost, 0), trace_id, id,
  replaceRegexpOne(id, '^time-[0-9-]+_', ''), texts[9]
FROM observations FINAL
WHERE source = 'GATEWAY';
