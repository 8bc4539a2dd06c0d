#!/usr/bin/env bash
# Turns this machine into an app node. /opt/three-tier must hold the unpacked bundle, and /etc/three-tier/app.env the environment variables
# (payara/launch). A second run changes nothing. The machine must run Amazon Linux 2023 or Debian. Run this script as root.
set -euo pipefail
[ "$(id -u)" = 0 ] || { echo "payara/install.sh: must be run as root" >&2; exit 1; }
home=/opt/three-tier environment=/etc/three-tier/app.env
[ -f "$environment" ] || { echo "payara/install.sh: $environment is missing" >&2; exit 1; }
value() { sed -n "s/^$1=//p" "$environment"; }

"$home/cloudformation/node/packages" java java-25-amazon-corretto-headless openjdk-17-jre-headless
"$home/cloudformation/node/packages" curl curl-minimal "curl"

# Payara is unpacked only once, not at every start of the service
of=$(cat "$home/payara-micro.jar" "$home/three-tier-pool.jar" | sha256sum)
if [ "$of" != "$(cat "$home/image/made-of" 2>/dev/null)" ]; then
    "$home/payara/image" "$home/payara-micro.jar" "$home/three-tier-pool.jar" "$home/image"
    echo "$of" >"$home/image/made-of"
fi

# AUTHORITIES_URL is set if the node connects to its databases over TLS. The trust store then holds their certificate authorities
url=$(value AUTHORITIES_URL) store=/etc/three-tier/rds.p12
if [ -n "$url" ] && [ ! -f "$store" ]; then
    "$home/payara/authorities" "$url" "$store"
fi

"$home/cloudformation/node/service" "$home/payara/three-tier-app.service" "Environment=APP_IMAGE=$home/image APP_WAR=$home/three-tier.war"

# On AWS, an agent sends logs and metrics to CloudWatch. The node neither waits for the agent nor needs it, so its installation yields the
# processor to the start of the node
if [ -n "$(value LOG_GROUP)" ]; then
    systemd-run --quiet --collect --nice=10 --unit=three-tier-agent "$home/cloudformation/node/agent" app "$home/payara" ||
        echo "payara/install.sh: the installation of the agent cannot be started" >&2
fi
