#!/usr/bin/env bash
# Makes this machine an app node, from the bundle unpacked in /opt/three-tier and the environment in /etc/three-tier/app.env. A second run
# changes nothing. Amazon Linux 2023 or Debian, as root.
set -euo pipefail
[ "$(id -u)" = 0 ] || { echo "payara/install.sh: must be run as root" >&2; exit 1; }
home=/opt/three-tier environment=/etc/three-tier/app.env
[ -f "$environment" ] || { echo "payara/install.sh: $environment is missing" >&2; exit 1; }
value() { sed -n "s/^$1=//p" "$environment"; }

"$home/cloudformation/node/packages" java java-25-amazon-corretto-headless openjdk-17-jre-headless
"$home/cloudformation/node/packages" curl curl-minimal "curl"

# The server is unpacked once for all starts
of=$(cat "$home/payara-micro.jar" "$home/three-tier-pool.jar" | sha256sum)
if [ "$of" != "$(cat "$home/image/made-of" 2>/dev/null)" ]; then
    "$home/payara/image" "$home/payara-micro.jar" "$home/three-tier-pool.jar" "$home/image"
    echo "$of" >"$home/image/made-of"
fi

# The certificate authorities of the databases, if these are reached over TLS
url=$(value AUTHORITIES_URL) store=/etc/three-tier/rds.p12
if [ -n "$url" ] && [ ! -f "$store" ]; then
    "$home/payara/authorities" "$url" "$store"
fi

"$home/cloudformation/node/service" "$home/payara/three-tier-app.service" "Environment=APP_IMAGE=$home/image APP_WAR=$home/three-tier.war"
