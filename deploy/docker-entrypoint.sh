#!/bin/sh
# A verb of the command line, or the arguments of LiteLLM's image: --config PATH --detailed_debug --port N, where the
# port is the gateway's.
set -eu
cli=${KANSOKU_HOME:-/opt/kansoku}/apps/cli/bin/kansoku.js
case ${1:-} in
  -*)
    count=$#
    while [ "$count" -gt 0 ]; do
      argument=$1
      shift
      case $argument in
        --port) argument=--gateway-port ;;
        --port=*) argument=--gateway-port=${argument#--port=} ;;
      esac
      set -- "$@" "$argument"
      count=$((count - 1))
    done
    ;;
esac
exec node "$cli" "$@"
