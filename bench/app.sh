#!/usr/bin/env bash
# One app node as the target of a benchmark. It listens on 127.0.0.1:$APP_PORT, and DB_* describe its database. The harness has created the
# table of entries, and empties and fills it.
set -euo pipefail
project=$(realpath "$(dirname "$0")/..")
target=$project/target
[ -d "$target/payara" ] || "$project/payara/image" "$target/payara-micro.jar" "$target/three-tier-pool.jar" "$target/payara" >&2
[ -f "$target/payara/classes" ] || "$project/payara/share-classes" "$target/payara" "$target/three-tier.war" >&2
# The rest of the schema: all migrations but the first
cat "$project"/src/schema/resources/db/migration/V[2-9]*.sql |
    mysql --no-defaults -h "$DB_HOST" -P "$DB_WRITER_PORT" -u "$DB_USER" -p"$DB_PASS" "$DB_NAME" -f 2>/dev/null || true
export WRITER_URL=$DB_WRITER_URL WRITER_USER=$DB_USER WRITER_PASSWORD=$DB_PASS
export READER_URL=$DB_READER_URL READER_USER=$DB_USER READER_PASSWORD=$DB_PASS
export APP_ADDRESS=127.0.0.1 APP_IMAGE=$target/payara APP_WAR=$target/three-tier.war APP_DRAIN=0 NODE_NAME=bench
export APP_RUN_DIR=$target/bench/app-$APP_PORT
exec "$project/payara/launch"
