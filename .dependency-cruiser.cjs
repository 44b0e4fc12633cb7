/** What each part of the tree may import of ours; libraries are free. Source: docs/architecture.md. */
const allowed = {
  'packages/contracts': [],
  'packages/catalog': [],
  'packages/conversations': [],
  'packages/storage': [],
  'packages/journal': [],
  'packages/jobs': ['packages/storage'],
  'packages/emulators': ['packages/contracts'],
  'packages/providers': ['packages/contracts'],
  'packages/routing': ['packages/contracts', 'packages/catalog', 'packages/providers'],
  'packages/ingest': ['contracts', 'catalog', 'conversations', 'journal', 'storage'].map(
    (name) => `packages/${name}`,
  ),
  'packages/query': ['packages/contracts', 'packages/conversations', 'packages/storage'],
  'packages/platform': ['packages/contracts', 'packages/catalog', 'packages/storage', 'packages/query'],
  'sdks/js': ['packages/contracts'],
  'apps/server': ['contracts', 'catalog', 'journal', 'storage', 'jobs', 'ingest', 'query', 'platform'].map(
    (name) => `packages/${name}`,
  ),
  'apps/gateway': ['contracts', 'catalog', 'journal', 'providers', 'routing', 'emulators'].map(
    (name) => `packages/${name}`,
  ),
  'apps/web': ['packages/contracts', 'packages/conversations', 'sdks/js'],
  'apps/cli': ['packages/contracts', 'packages/emulators', 'sdks/js'],
}
const ours = '^(packages|apps|sdks)/'
const tests = '\\.test\\.tsx?$|/testing/'

const directions = Object.entries(allowed).map(([folder, targets]) => ({
  name: `direction-${folder.replace('/', '-')}`,
  comment: `${folder} imports only ${[folder, ...targets].join(', ')}`,
  severity: 'error',
  from: { path: `^${folder}/`, pathNot: tests },
  to: { path: ours, pathNot: [folder, ...targets].map((target) => `^${target}/`) },
}))

module.exports = {
  forbidden: [
    ...directions,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^virtual:', '\\?worker$', '\\?url$'] },
    },
    {
      name: 'emulators-only-in-the-demo',
      comment: 'docs/decisions/0002-demo-models-in-the-gateway.md',
      severity: 'error',
      from: { path: '^apps/gateway/', pathNot: ['^apps/gateway/src/demo/', tests] },
      to: { path: '^packages/emulators/' },
    },
    {
      name: 'supervisor-needs-nothing-installed',
      comment: 'It starts before anything else and must outlive everything else',
      severity: 'error',
      from: { path: '^apps/cli/src/supervisor/', pathNot: tests },
      to: { dependencyTypesNot: ['core', 'local', 'type-only'] },
    },
    {
      name: 'supervisor-stands-alone',
      severity: 'error',
      from: { path: '^apps/cli/src/supervisor/', pathNot: tests },
      to: { path: ours, pathNot: '^apps/cli/src/supervisor/' },
    },
    {
      name: 'packages-through-their-index',
      comment: 'What a package offers stands in its src/index.ts',
      severity: 'error',
      from: { path: '^((?:packages|apps|sdks)/[^/]+)/', pathNot: tests },
      to: {
        path: '^(packages|sdks)/[^/]+/(?!src/index\\.ts$)',
        // The gateway loads no schemas that only the server has a use for.
        pathNot: ['^$1/', '^packages/contracts/src/gateway/index\\.ts$'],
      },
    },
    {
      name: 'gateway-loads-its-own-contracts',
      comment: 'All contracts would cost the gateway 12 MB and a tenth of its start',
      severity: 'error',
      from: { path: '^apps/gateway/', pathNot: tests },
      to: { path: '^packages/contracts/src/index\\.ts$' },
    },
    {
      name: 'doors-stand-alone',
      comment: 'Doors translate and call verbs; what two doors share belongs below them',
      severity: 'error',
      from: { path: '^apps/server/src/http/([^/]+)/', pathNot: tests },
      to: {
        path: '^apps/server/src/http/[^/]+/',
        pathNot: [
          '^apps/server/src/http/$1/',
          // OTLP comes in at a path of Langfuse's API, with its keys and its errors.
          '^apps/server/src/http/langfuse/',
          // One dialect of errors for our own clients, UI and gateway.
          '^apps/server/src/http/app/errors\\.ts$',
        ],
      },
    },
    {
      name: 'only-the-server-knows-its-doors',
      severity: 'error',
      from: { path: '^apps/server/src/', pathNot: ['^apps/server/src/http/', tests] },
      to: { path: '^apps/server/src/http/[^/]+/' },
    },
    {
      name: 'sources-do-not-import-tests',
      severity: 'error',
      from: { pathNot: [tests, '^test/', '^bench/'] },
      to: { path: [tests, '^test/'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    // The programs of the frameworks run where `capture.ts` has installed their packages.
    exclude: { path: '(^|/)(dist|generated|fixtures)/|^test/compat/frameworks/programs/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
}
