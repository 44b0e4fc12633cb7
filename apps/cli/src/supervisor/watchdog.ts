import { type ChildProcess, spawn } from 'node:child_process'

/**
 * A shell that reads process groups from a pipe and ends them when the pipe closes, which the kernel does for a
 * supervisor that was killed. Postgres is asked first and shut down fast; whatever still lives after about 1.5 s is killed.
 * `kill -0` asks without ending.
 */
const script = `
trap '' INT TERM HUP
groups=''
while read -r verb group signal; do
  case $verb in
    add) groups="$groups $group:$signal" ;;
    drop) kept=''; for g in $groups; do [ "\${g%%:*}" = "$group" ] || kept="$kept $g"; done; groups=$kept ;;
  esac
done
for g in $groups; do kill -s "\${g##*:}" "\${g%%:*}" 2>/dev/null; done
for round in 1 2 3 4 5 6 7 8 9 10 11 12 13; do
  alive=''
  for g in $groups; do kill -0 "\${g%%:*}" 2>/dev/null && alive=1; done
  [ -z "$alive" ] && exit 0
  sleep 0.1
done
for g in $groups; do kill -s KILL -- "-\${g%%:*}" 2>/dev/null; done
`

/** Makes sure that no process outlives its supervisor by more than two seconds, kill -9 included. */
export class Watchdog {
  readonly #groups = new Map<number, NodeJS.Signals>()
  #shell: ChildProcess | undefined
  #closed = false

  /** Watches the process group led by `pid`; `signal` is what it gets first. */
  add(pid: number, signal: 'SIGTERM' | 'SIGINT'): void {
    this.#groups.set(pid, signal)
    this.#send(`add ${pid} ${signal.slice(3)}`)
  }

  drop(pid: number): void {
    if (this.#groups.delete(pid)) this.#send(`drop ${pid} -`)
  }

  close(): void {
    this.#closed = true
    this.#shell?.stdin?.end()
  }

  #send(line: string): void {
    if (this.#shell) this.#shell.stdin?.write(`${line}\n`)
    else this.#open()
  }

  #open(): void {
    const shell = spawn('/bin/sh', ['-c', script], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      env: { PATH: '/usr/bin:/bin' },
    })
    this.#shell = shell
    shell.stdin?.on('error', () => {})
    shell.on('error', () => {})
    shell.once('exit', () => {
      this.#shell = undefined
      if (!this.#closed && this.#groups.size > 0) this.#open()
    })
    for (const [pid, signal] of this.#groups) shell.stdin?.write(`add ${pid} ${signal.slice(3)}\n`)
  }
}
