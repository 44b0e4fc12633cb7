#!/bin/sh
# The gateway half of the workshop: the verbs and options of its script, for Kansoku. The files are those of
# examples/workshop/litellm, unless the current folder has them.
KANSOKU_WORKSHOP=litellm
. "$(dirname -- "$0")/scripts/manage.sh"
