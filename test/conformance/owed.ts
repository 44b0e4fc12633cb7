/** Operations of Langfuse's specification that later work owes, by how they begin; the list only gets shorter. */
export const owedOperations: readonly string[] = [
  // Prompts
  'GET /api/public/v2/prompts',
  'POST /api/public/v2/prompts',
  'DELETE /api/public/v2/prompts/{}',
  'PATCH /api/public/v2/prompts/{}/versions/{}',
  // Datasets and experiments
  'GET /api/public/v2/datasets',
  'POST /api/public/v2/datasets',
  'GET /api/public/datasets/{}/runs',
  'DELETE /api/public/datasets/{}/runs/{}',
  'GET /api/public/dataset-items',
  'POST /api/public/dataset-items',
  'DELETE /api/public/dataset-items/{}',
  'GET /api/public/dataset-run-items',
  'POST /api/public/dataset-run-items',
  'GET /api/public/experiments',
  'GET /api/public/experiment-items',
  // Annotation and evaluation
  'GET /api/public/annotation-queues',
  'POST /api/public/annotation-queues',
  'PATCH /api/public/annotation-queues/{}/items/{}',
  'DELETE /api/public/annotation-queues/{}',
  'GET /api/public/llm-connections',
  'PUT /api/public/llm-connections',
  'DELETE /api/public/llm-connections/{}',
  'GET /api/public/unstable/evaluators',
  'GET /api/public/unstable/evaluation-rules',
  'POST /api/public/unstable/evaluators',
  'POST /api/public/unstable/evaluation-rules',
  'PATCH /api/public/unstable/evaluation-rules',
  'DELETE /api/public/unstable/evaluators',
  'DELETE /api/public/unstable/evaluation-rules',
  // Administration
  'GET /api/public/organizations/',
  'PUT /api/public/organizations/memberships',
  'DELETE /api/public/organizations/memberships',
  'POST /api/public/projects',
  'PUT /api/public/projects/{}',
  'DELETE /api/public/projects/{}',
  'GET /api/public/projects/{}/',
  'GET /api/public/integrations/blob-storage',
  'PUT /api/public/integrations/blob-storage',
  'DELETE /api/public/integrations/blob-storage/{}',
  'GET /api/public/scim/',
  'POST /api/public/scim/',
  'DELETE /api/public/scim/',
]

/** Parameters and properties of operations that are there, likewise. */
export const owedProperties: Readonly<Record<string, readonly string[]>> = {}
