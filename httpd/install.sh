#!/usr/bin/env bash
# Makes this machine a web node, from the bundle unpacked in /opt/three-tier and the environment in /etc/three-tier/web.env. A second run
# changes nothing. Amazon Linux 2023 or Debian, as root.
set -euo pipefail
[ "$(id -u)" = 0 ] || { echo "httpd/install.sh: must be run as root" >&2; exit 1; }
home=/opt/three-tier environment=/etc/three-tier/web.env
[ -f "$environment" ] || { echo "httpd/install.sh: $environment is missing" >&2; exit 1; }

# The server without the service of its package
if command -v dnf >/dev/null; then
    "$home/cloudformation/node/packages" httpd httpd apache2-bin
else
    "$home/cloudformation/node/packages" apache2 httpd apache2-bin
fi
"$home/cloudformation/node/packages" rotatelogs httpd-core apache2-utils
"$home/cloudformation/node/packages" curl curl-minimal "curl"
"$home/cloudformation/node/service" "$home/httpd/three-tier-web.service"
