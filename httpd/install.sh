#!/usr/bin/env bash
# Turns this machine into a web node. /opt/three-tier must hold the unpacked bundle, and /etc/three-tier/web.env the environment variables
# (httpd/launch). A second run changes nothing. The machine must run Amazon Linux 2023 or Debian. Run this script as root.
set -euo pipefail
[ "$(id -u)" = 0 ] || { echo "httpd/install.sh: must be run as root" >&2; exit 1; }
home=/opt/three-tier environment=/etc/three-tier/web.env
[ -f "$environment" ] || { echo "httpd/install.sh: $environment is missing" >&2; exit 1; }
value() { sed -n "s/^$1=//p" "$environment"; }

# These packages install httpd without the distribution's own service for it
if command -v dnf >/dev/null; then
    "$home/cloudformation/node/packages" httpd httpd apache2-bin
else
    "$home/cloudformation/node/packages" apache2 httpd apache2-bin
fi
"$home/cloudformation/node/packages" rotatelogs httpd-core apache2-utils
# Only chunked bodies need mod_lua. Debian's httpd has it; the program never exists, so that the package is always asked for
! grep -q '^CHUNKED_LIMIT=[1-9]' "$environment" || "$home/cloudformation/node/packages" mod_lua mod_lua apache2-bin
"$home/cloudformation/node/packages" curl curl-minimal "curl"
"$home/cloudformation/node/service" "$home/httpd/three-tier-web.service"

# On AWS, an agent sends logs and metrics to CloudWatch. The node neither waits for the agent nor needs it, so its installation yields the
# processor to the start of the node
if [ -n "$(value LOG_GROUP)" ]; then
    systemd-run --quiet --collect --nice=10 --unit=three-tier-agent "$home/cloudformation/node/agent" web "$home/httpd" ||
        echo "httpd/install.sh: the installation of the agent cannot be started" >&2
fi
