/** What each key of a LiteLLM config does here. Order and spelling follow LiteLLM's documentation. */
export interface SectionKnowledge {
  /** Acted on. */
  readonly honoured: ReadonlySet<string>
  /** Settings of LiteLLM that this version does not act on. */
  readonly unsupported: ReadonlySet<string>
  /** Keys whose authors expect something else than what happens, and the explanation. */
  readonly explained: Readonly<Record<string, string>>
  /** Those of them that deceive about who may call. */
  readonly deceptive?: ReadonlySet<string>
}

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

const awsElsewhere =
  'has no effect here, nor does it in LiteLLM; credentials and region belong in the litellm_params of each model, or in the environment.'

export const sections: Readonly<Record<string, SectionKnowledge>> = {
  litellm_settings: {
    honoured: words(`
      success_callback failure_callback callbacks langfuse_default_tags turn_off_message_logging
      redact_user_api_key_info global_disable_no_log_param
      fallbacks default_fallbacks context_window_fallbacks content_policy_fallbacks
      num_retries request_timeout allowed_fails cooldown_time drop_params modify_params
      require_auth_for_metrics_endpoint max_budget budget_duration default_internal_user_params cache cache_params s3_callback_params mlflow
      mcp_aliases`),
    unsupported: words(`
      service_callbacks redact_messages_in_exceptions log_raw_request_response
      force_ipv4 ssl_verify enable_preview_features enable_json_schema_validation add_function_to_prompt
      use_chat_completions_url_for_anthropic_messages route_all_chat_openai_to_responses
      include_cost_in_streaming_usage enable_redis_auth_cache
      timezone max_internal_user_budget internal_user_budget_duration max_user_budget
      max_end_user_budget max_end_user_budget_id upperbound_key_generate_params default_key_generate_params
      default_team_params default_team_settings key_generation_settings
      cost_discount_config cost_margin_config json_logs disable_end_user_cost_tracking
      prometheus_metrics_config custom_prometheus_metadata_labels
      public_model_groups public_mcp_servers public_agent_groups enable_key_alias_format_validation
      skip_system_message_in_guardrail ui_theme_config store_audit_logs user_url_validation
      disable_streaming_logging disable_aiohttp_transport ssl_certificate telemetry`),
    explained: {
      aws_access_key_id: awsElsewhere,
      aws_secret_access_key: awsElsewhere,
      aws_session_token: awsElsewhere,
      aws_region_name: awsElsewhere,
      aws_session_name: awsElsewhere,
      aws_role_name: awsElsewhere,
      set_verbose: 'has no effect; set the variable LITELLM_LOG=DEBUG for a detailed log.',
    },
  },
  router_settings: {
    honoured: words(`
      num_retries timeout stream_timeout allowed_fails cooldown_time disable_cooldowns retry_after retry_policy
      model_group_retry_policy allowed_fails_policy fallbacks default_fallbacks context_window_fallbacks
      content_policy_fallbacks max_fallbacks model_group_alias routing_strategy routing_strategy_args default_litellm_params
      enable_pre_call_checks optional_pre_call_checks enable_tag_filtering tag_filtering_match_any
      default_max_parallel_requests default_priority polling_interval deployment_affinity_ttl_seconds
      provider_budget_config`),
    unsupported: words(`
      redis_host redis_port redis_password redis_db redis_url
      cache_responses cache_kwargs caching_groups client_ttl
      model_group_affinity_config
      ignore_invalid_deployments search_tools guardrail_list enable_health_check_routing debug_level`),
    explained: {
      retries: 'is not a LiteLLM setting and has no effect. You may mean "num_retries".',
      failover:
        'is not a LiteLLM setting and has no effect. Models to fall back to are listed under litellm_settings.fallbacks.',
      default_model:
        'is not a LiteLLM setting and has no effect: a request names its model. For a last resort use "default_fallbacks".',
      set_verbose: 'has no effect; set the variable LITELLM_LOG=DEBUG for a detailed log.',
    },
  },
  general_settings: {
    deceptive: words('disable_user_auth allow_user_auth'),
    honoured: words(
      `master_key litellm_key_header_name max_request_size_mb always_include_stream_usage max_parallel_requests
      enforce_user_param enforced_params reject_clientside_metadata_tags
      background_health_checks health_check_interval health_check_details`,
    ),
    unsupported: words(`
      custom_auth enable_jwt_auth litellm_jwtauth enable_oauth2_auth enable_oauth2_proxy_auth custom_sso
      auto_redirect_ui_login_to_sso allowed_ips use_x_forwarded_for allowed_routes admin_only_routes public_routes
      user_header_name user_header_mappings enforce_rbac role_permissions service_account_settings default_team_disabled
      allow_client_side_credentials custom_key_generate custom_key_update user_api_key_cache_ttl
      disable_responses_id_security ui_access_mode key_management_system key_management_settings
      use_azure_key_vault use_google_kms database_type database_connection_pool_limit
      database_connection_timeout allow_requests_on_db_unavailable store_model_in_db supported_db_objects
      disable_prisma_schema_update use_redis_transaction_buffer proxy_batch_write_at
      proxy_budget_rescheduler_min_time proxy_budget_rescheduler_max_time disable_reset_budget disable_spend_logs
      disable_spend_updates disable_error_logs maximum_spend_logs_retention_period
      maximum_spend_logs_retention_interval global_max_parallel_requests
      max_response_size_mb token_rate_limit_type alerting alerting_threshold alert_types alerting_args alert_to_webhook_url
      spend_report_frequency pass_through_endpoints completion_model embedding_model infer_model_from_keys
      forward_client_headers_to_llm_api forward_openai_org_id search_tools control_plane_url litellm_license`),
    explained: {
      log_level:
        'is not a LiteLLM setting and has no effect. Set the variable LITELLM_LOG (DEBUG, INFO, ERROR).',
      openai_api_base:
        'is not a LiteLLM setting and has no effect. An upstream address belongs in litellm_params.api_base of a model.',
      disable_user_auth:
        'is not a LiteLLM setting and does not turn authentication off: every call still needs a key.',
      database_url:
        'has no effect in the gateway, which opens no database. The server takes DATABASE_URL from its environment.',
      store_prompts_in_spend_logs:
        'has no effect: there are no spend logs, prompts are kept in traces. To leave them out set litellm_settings.turn_off_message_logging.',
      allow_user_auth: 'is deprecated in LiteLLM and has no effect: every call needs a key.',
    },
  },
}

export const topLevel: SectionKnowledge = {
  honoured: words(
    'model_list litellm_settings router_settings general_settings environment_variables include credential_list guardrails callback_settings mcp_servers',
  ),
  unsupported: words(`
    search_tools vector_store_registry prompts agents agent_list
    assistant_settings files_settings finetune_settings default_vertex_config policies`),
  explained: {
    openapi: 'is not a section of LiteLLM and has no effect.',
  },
}

/** Parameters of a model that this version does not act on. */
export const unsupportedModelParameters: ReadonlySet<string> = words(`
  max_budget budget_duration use_litellm_proxy
  merge_reasoning_content_in_choices configurable_clientside_auth_params rust mock_timeout
  max_file_size_mb tpm_limit_type silent_model`)
