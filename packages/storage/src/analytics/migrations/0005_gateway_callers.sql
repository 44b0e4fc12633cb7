-- What teams, users, end users, tags, models and providers have spent is asked with every start of a gateway and by
-- LiteLLM's spend routes: narrow columns instead of the metadata of all rows.
ALTER TABLE observations
  ADD COLUMN IF NOT EXISTS gateway_team LowCardinality(String) MATERIALIZED metadata['user_api_key_team_id'] AFTER gateway_key,
  ADD COLUMN IF NOT EXISTS gateway_user LowCardinality(String) MATERIALIZED metadata['user_api_key_user_id'] AFTER gateway_team,
  ADD COLUMN IF NOT EXISTS gateway_organization LowCardinality(String) MATERIALIZED metadata['user_api_key_org_id'] AFTER gateway_user,
  ADD COLUMN IF NOT EXISTS gateway_end_user String MATERIALIZED metadata['user_api_key_end_user_id'] AFTER gateway_organization,
  ADD COLUMN IF NOT EXISTS gateway_model LowCardinality(String) MATERIALIZED metadata['model_group'] AFTER gateway_end_user,
  ADD COLUMN IF NOT EXISTS gateway_provider LowCardinality(String) MATERIALIZED metadata['custom_llm_provider'] AFTER gateway_model,
  ADD COLUMN IF NOT EXISTS gateway_tags Array(String) MATERIALIZED JSONExtract(metadata['request_tags'], 'Array(String)') AFTER gateway_provider;
