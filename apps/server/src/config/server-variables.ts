import { flag, megabytes, optionalText, pathPrefix, text, url, wholeNumber } from './variable.ts'

const port = wholeNumber({ min: 0, max: 65_535 })

/** Paths that the server has itself: below them, a stripped and an unstripped prefix could not be told apart. */
const prefix = pathPrefix({ taken: ['api', 'assets', 'project', 'trace', 'ui', 'v1'] })

const bodySize = megabytes({ min: 0.1, max: 256 })

/** Where the server listens, what it stores where, and what guards it. */
export const serverVariables = {
  KANSOKU_DATA_DIR: {
    description: 'Folder of all data.',
    remedy: 'Give the absolute path of a folder, or start with "npm start", which chooses one.',
    schema: text.refine((path) => path.startsWith('/'), { message: 'it is not an absolute path' }),
  },
  KANSOKU_HOST: {
    description:
      'Address to listen on. Unset: this machine only, over IPv4 and IPv6. 0.0.0.0: every network.',
    remedy: 'Give an IP address or a host name.',
    schema: text.regex(/^[\w.:-]+$/, 'it is not a host').optional(),
  },
  KANSOKU_PORT: {
    description: 'Port of the platform.',
    default: '3000',
    remedy: 'Give a port from 1 to 65535.',
    schema: port.default(3000),
  },
  KANSOKU_GATEWAY_PORT: {
    description: 'Port of the gateway, for the setup snippets of the UI.',
    default: '4000',
    remedy: 'Give a port from 1 to 65535.',
    schema: port.default(4000),
  },
  KANSOKU_GATEWAY_PUBLIC_URL: {
    description:
      'URL under which clients reach the gateway. Unset: the host of the request with the port of the gateway.',
    remedy: 'Write it as https://gateway.example.com.',
    schema: url('http:', 'https:').optional(),
  },
  KANSOKU_GATEWAY_URL: {
    description:
      'URL under which the server itself reaches the gateway, for the page of its models. Unset: this machine, at the port of the gateway.',
    remedy: 'Write it as http://gateway:4000.',
    schema: url('http:', 'https:').optional(),
  },
  KANSOKU_TRUST_PROXY: {
    description:
      'Addresses of reverse proxies whose X-Forwarded-* headers count, comma separated (loopback, uniquelocal, CIDR ranges).',
    default: 'loopback',
    remedy: 'Give addresses or ranges such as 10.0.0.0/8, comma separated.',
    schema: text.default('loopback'),
  },
  BASE_PATH: {
    description:
      'Path prefix below which a reverse proxy shows the platform, such as /proxy/3000 of VS Code Server. The proxy may strip it or keep it. NEXT_PUBLIC_BASE_PATH counts when this is unset.',
    remedy: 'Write it as /proxy/3000, or leave it empty.',
    schema: prefix.optional(),
  },
  NEXT_PUBLIC_BASE_PATH: {
    description: 'See BASE_PATH.',
    remedy: 'Write it as /proxy/3000, or leave it empty.',
    schema: prefix.optional(),
  },
  LANGFUSE_MCP_ALLOWED_HOSTS: {
    description:
      'Hosts under which /api/public/mcp may be asked, and from pages of which, comma separated. Unset: any, with a key.',
    remedy: 'Give host names, with or without port, comma separated, or leave it empty.',
    schema: text.optional(),
  },
  NEXTAUTH_URL: {
    description:
      'URL of the platform, trusted as origin of browser requests. Any other host name that reaches the server works too.',
    remedy: 'Write it as https://kansoku.example.com, or leave it empty.',
    schema: url('http:', 'https:').optional(),
  },
  NEXTAUTH_SECRET: {
    description: 'Signs session cookies. Changing it signs everybody out.',
    secret: true,
    remedy: 'Generate one with "openssl rand -base64 32", or start with "npm start", which keeps one.',
    schema: text,
  },
  SALT: {
    description: 'Mixed into the hashes of API keys. Changing it invalidates every API key.',
    secret: true,
    remedy: 'Generate one with "openssl rand -base64 32", or start with "npm start", which keeps one.',
    schema: text,
  },
  ENCRYPTION_KEY: {
    description: 'Encrypts credentials at rest: 64 hexadecimal digits.',
    secret: true,
    remedy: 'Generate one with "openssl rand -hex 32".',
    schema: text.regex(/^[0-9a-f]{64}$/i, 'it is not 64 hexadecimal digits').optional(),
  },
  AUTH_SESSION_MAX_AGE: {
    description: 'Minutes that a session lasts without use.',
    default: '43200',
    remedy: 'Give minutes from 5 to 525600.',
    schema: wholeNumber({ min: 5, max: 525_600 }).default(43_200),
  },
  KANSOKU_INTERNAL_SECRET: {
    description: 'Shared by server and gateway. Unset: no gateway can connect.',
    secret: true,
    remedy: 'Give the same random text of at least 16 characters to server and gateway.',
    schema: text.min(16, 'it is shorter than 16 characters').optional(),
  },
  LITELLM_MASTER_KEY: {
    description: 'The key of the gateway for its admins: usage tells its calls by this name.',
    secret: true,
    remedy: 'Give the server the same one as the gateway, or leave it empty.',
    schema: text.optional(),
  },
  UI_USERNAME: {
    description: 'User name that signs in as the owner of the installation, at /ui of the gateway and here.',
    default: 'admin',
    remedy: 'Give a name, or leave it empty.',
    schema: text.default('admin'),
  },
  UI_PASSWORD: {
    description: 'Password of UI_USERNAME. Unset: LITELLM_MASTER_KEY.',
    secret: true,
    remedy: 'Give a password, or leave it empty.',
    schema: optionalText,
  },
  KANSOKU_METRICS_TOKEN: {
    description: 'Bearer token for /metrics of server and gateway. Unset: only this machine reads them.',
    secret: true,
    remedy: 'Give a random text of at least 16 characters without spaces, or leave it empty.',
    schema: text.regex(/^\S{16,}$/, 'it is shorter than 16 characters or contains a space').optional(),
  },
  KANSOKU_INGESTION_MAX_MB: {
    description:
      "Largest batch that /api/public/ingestion takes, in MB, also when it was compressed. Unset: Langfuse's limit.",
    default: '4.5',
    remedy: 'Give MB from 0.1 to 256.',
    schema: bodySize.default(4.5 * 1024 ** 2),
  },
  KANSOKU_OTLP_MAX_MB: {
    description: 'Largest body that /v1/traces takes, in MB, also when it was compressed.',
    default: '32',
    remedy: 'Give MB from 0.1 to 256.',
    schema: bodySize.default(32 * 1024 ** 2),
  },
  DATABASE_URL: {
    description: 'Postgres for accounts, keys and settings. Tables are made in the schema kansoku.',
    secret: true,
    remedy:
      'Write it as postgresql://user:password@host:5432/database, or start with "npm start -- --embedded", which brings its own Postgres.',
    schema: url('postgresql:', 'postgres:'),
  },
  DIRECT_URL: {
    description:
      'The same database without a connection pooler such as PgBouncer, for migrations and announcements. Unset: DATABASE_URL.',
    secret: true,
    remedy: 'Write it as postgresql://user:password@host:5432/database, or leave it empty.',
    schema: url('postgresql:', 'postgres:').optional(),
  },
  KANSOKU_EMBEDDED: {
    description: 'on: CLICKHOUSE_URL is ignored and telemetry is kept in the data folder.',
    default: 'off',
    remedy: 'Write on or off.',
    schema: flag(false),
  },
  CLICKHOUSE_URL: {
    description: 'ClickHouse server for telemetry. Unset: the embedded engine, in the data folder.',
    secret: true,
    remedy: 'Write it as http://host:8123, or start with "--embedded".',
    schema: url('http:', 'https:').optional(),
  },
  CLICKHOUSE_USER: {
    description: 'Account on the ClickHouse server.',
    default: 'default',
    remedy: 'Give the name of an account.',
    schema: optionalText,
  },
  CLICKHOUSE_PASSWORD: {
    description: 'Password on the ClickHouse server.',
    secret: true,
    remedy: 'Give the password of CLICKHOUSE_USER.',
    schema: optionalText,
  },
  KANSOKU_CLICKHOUSE_DB: {
    description:
      'Database on the ClickHouse server, made if missing. CLICKHOUSE_DB is not used: it names the one of a Langfuse, whose tables have the same names.',
    default: 'kansoku',
    remedy: 'Give a name of letters, digits and _.',
    schema: text.regex(/^[A-Za-z_]\w*$/, 'it is not a database name').default('kansoku'),
  },
  KANSOKU_ENGINE_MEMORY_MB: {
    description: 'Cap of the memory of the embedded engine, in MB. Queries beyond it fail.',
    default: '1024',
    remedy: 'Give MB from 256 to 1048576.',
    schema: wholeNumber({ min: 256, max: 1_048_576 }).optional(),
  },
  UV_THREADPOOL_SIZE: {
    description:
      'Threads for files, name look-ups and statements of the embedded engine, of which fewer run at once than this. Set to 16 by "npm start".',
    default: '4',
    remedy: 'Give threads from 1 to 1024.',
    schema: wholeNumber({ min: 1, max: 1024 }).default(4),
  },
  KANSOKU_LOG_LEVEL: {
    description: 'fatal, error, warn, info, debug or trace. LANGFUSE_LOG_LEVEL counts when this is unset.',
    default: 'info',
    remedy: 'Write one of fatal, error, warn, info, debug, trace.',
    schema: text
      .toLowerCase()
      .regex(/^(fatal|error|warn|info|debug|trace)$/, 'it is no log level')
      .optional(),
  },
  LANGFUSE_LOG_LEVEL: {
    description: 'See KANSOKU_LOG_LEVEL.',
    remedy: 'Write one of fatal, error, warn, info, debug, trace.',
    schema: text
      .toLowerCase()
      .regex(/^(fatal|error|warn|info|debug|trace)$/, 'it is no log level')
      .optional(),
  },
} as const
