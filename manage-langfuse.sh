#!/bin/sh
# The platform half of the workshop: the verbs and options of its script, for Kansoku. The files are those of
# examples/workshop/langfuse, unless the current folder has them.
KANSOKU_WORKSHOP=langfuse
. "$(dirname -- "$0")/scripts/manage.sh"
