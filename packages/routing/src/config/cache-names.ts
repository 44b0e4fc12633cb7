/** Kinds of LiteLLM's caches that there are here. */
export const cacheTypes: ReadonlySet<string> = new Set([
  'local',
  'redis',
  'redis-semantic',
  'qdrant-semantic',
])

/** Keys of `cache_params` that are acted on. */
export const cacheParams: ReadonlySet<string> = new Set(
  `type ttl default_in_memory_ttl default_in_redis_ttl namespace mode supported_call_types
   similarity_threshold redis_semantic_cache_embedding_model qdrant_semantic_cache_embedding_model
   url host port username password ssl db socket_timeout`.split(/\s+/),
)
