#!/bin/sh
# What manage-litellm.sh and manage-langfuse.sh do: find the workshop's files and call the command line. Both halves are
# one installation, so what either starts is the same product.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
folder=$root/examples/workshop/${KANSOKU_WORKSHOP:?}

locale=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}
say() {
  case $locale in
    ja*) printf '%s\n' "$2" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

usage() {
  say "Usage: ${0##*/} [-c FILE] [-e FILE] start|stop|restart|update-config|status|logs [options]

  start           start Kansoku in the background (platform :3000, gateway :4000)
  stop            stop it; nothing running is fine
  restart         restart it, with the files that are named
  update-config   give the running gateway another config file, without ending a request;
                  with a folder: point the .env of a LiteLLM Proxy there at this platform
  status, logs    show what runs; logs -f follows

  -c, --config FILE     config file (default: CONFIG_FILE of the env file, else iam_role_config.yml)
  -e, --env-file FILE   env file (default: .env)
  -h, --help            this text

Files are looked for in the current folder, then in examples/workshop/$KANSOKU_WORKSHOP.
Servers that the env file names are not needed; export KANSOKU_EMBEDDED=off to use them." \
    "使い方: ${0##*/} [-c ファイル] [-e ファイル] start|stop|restart|update-config|status|logs [オプション]

  start           Kansoku をバックグラウンドで起動します(プラットフォーム :3000、ゲートウェイ :4000)
  stop            停止します。動いていなくてもエラーにはなりません
  restart         指定したファイルを使って再起動します
  update-config   リクエストを切らずに、実行中のゲートウェイの設定ファイルを切り替えます。
                  フォルダーを付けると、そこにある LiteLLM Proxy の .env をこのプラットフォームに向けます
  status, logs    動作状況とログを表示します。logs -f で追い続けます

  -c, --config ファイル     設定ファイル(既定: env ファイルの CONFIG_FILE、なければ iam_role_config.yml)
  -e, --env-file ファイル   env ファイル(既定: .env)
  -h, --help                このヘルプ

ファイルは、今いるフォルダー、examples/workshop/$KANSOKU_WORKSHOP の順に探します。
env ファイルが指すサーバーは不要です。使う場合は KANSOKU_EMBEDDED=off を export してください。"
}

# The path of a file in the current folder, else in the workshop's.
find_file() {
  if [ ! -e "$1" ] && [ -e "$folder/$1" ]; then printf '%s\n' "$folder/$1"; else printf '%s\n' "$1"; fi
}

verb=
config=
elsewhere=
env_file=
count=$#
while [ "$count" -gt 0 ]; do
  argument=$1
  shift
  count=$((count - 1))
  case $argument in
    -h | --help) usage && exit 0 ;;
    -c | --config | -e | --env-file)
      if [ "$count" -eq 0 ]; then
        say "$argument needs a file." "$argument にはファイルが必要です。" >&2
        exit 2
      fi
      case $argument in
        -c | --config) config=$1 ;;
        *) env_file=$(find_file "$1") ;;
      esac
      shift
      count=$((count - 1))
      ;;
    start | stop | restart | update-config | status | logs)
      if [ -z "$verb" ]; then verb=$argument; else set -- "$@" "$argument"; fi
      ;;
    *)
      if [ -d "$argument" ]; then elsewhere=yes; fi
      set -- "$@" "$argument"
      ;;
  esac
done
if [ -z "$verb" ]; then
  usage >&2
  exit 2
fi
if ! command -v node >/dev/null 2>&1; then
  say "Node.js 18 or later is needed." "Node.js 18 以降が必要です。" >&2
  exit 1
fi

: "${env_file:=$(find_file .env)}"
export KANSOKU_EMBEDDED="${KANSOKU_EMBEDDED:-on}"

# Whether a restart is a start: status says so with 3.
nothing_runs() {
  code=0
  if [ -e "$env_file" ]; then
    node "$root/scripts/run.js" cli status --env-file "$env_file" >/dev/null 2>&1 || code=$?
  else
    node "$root/scripts/run.js" cli status >/dev/null 2>&1 || code=$?
  fi
  [ "$code" -eq 3 ]
}

# With a folder, the file is one of that folder.
if [ -n "$config" ] && { [ "$verb" != update-config ] || [ -z "$elsewhere" ]; }; then config=$(find_file "$config"); fi
if [ -z "$config" ] && [ -z "${CONFIG_FILE:-}" ] &&
  { [ "$verb" = start ] || { [ "$verb" = restart ] && nothing_runs; }; }; then
  grep -Eqs '^[[:space:]]*(export[[:space:]]+)?(KANSOKU_CONFIG|CONFIG_FILE|CONFIG_FILE_PATH)=' "$env_file" ||
    config=$(find_file iam_role_config.yml)
fi
if [ -n "$config" ]; then set -- --config "$config" "$@"; fi
if [ -e "$env_file" ] || [ "$env_file" != .env ]; then set -- --env-file "$env_file" "$@"; fi

# `start` also installs and builds what is missing; the other verbs need only what that has left.
case $verb in
  start) exec node "$root/scripts/run.js" start --detach "$@" ;;
  restart) exec node "$root/scripts/run.js" cli restart --detach "$@" ;;
  *) exec node "$root/scripts/run.js" cli "$verb" "$@" ;;
esac
