package threetier.command.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An account with stacks, clusters and a global database in two regions, which plays their states. */
final class GlobalAccount extends PlayedAccount {

    private static final String SCRIPT = """
            #!/usr/bin/env bash
            cd "$(dirname "$0")"
            stack= region= arn= group= previous=
            for given in "$@"; do
                case $previous in
                --stack-name) stack=$given ;;
                --region) region=$given ;;
                --db-cluster-identifier | --target-db-cluster-identifier) arn=$given ;;
                --security-groups) group=$given ;;
                esac
                previous=$given
            done
            root=$stack stack=$region.$stack
            refuse() { echo "An error occurred ($1) when calling the operation: $2" >&2; exit 254; }
            [ ! -e "$region.lost" ] || { echo "Could not connect to the endpoint URL" >&2; exit 255; }
            # A command fails once: before it has an effect, or after that, as if its answer had been lost
            step() {
                [ "$(cat fail 2>/dev/null)" != "$operation $1" ] || { rm fail; refuse Throttling "$operation is busy"; }
            }
            pairs() { sed -E 's/^([^=]*)=(.*)$/{"'"$1"'Key": "\\1", "'"$1"'Value": "\\2"}/' | paste -sd, -; }
            outputs() {
                [[ $stack != *-global ]] || { echo GlobalCluster=three-tier; return; }
                echo "Url=https://www.example.org"; echo "Balancer=alb.$region"; echo "BalancerZone=Z-$region"; echo Cluster=c
                echo "ClusterArn=arn:aws:rds:$region:111122223333:cluster:c"; echo WebNodes=web; echo AppNodes=app
                echo SchemaFunction=schema; echo "Entrance=balancer open closed"
                echo "Secrets=arn:aws:sm:$region:1:secret:a,arn:aws:sm:$region:1:secret:w,arn:aws:sm:$region:1:secret:r"
            }
            members() {
                while read -r where role; do
                    [ "$role" = writer ] && writer=true || writer=false
                    echo "{\\"DBClusterArn\\": \\"arn:aws:rds:$where:111122223333:cluster:c\\", \\"IsWriter\\": $writer}"
                done <members | paste -sd, -
            }
            # The states last for one look each
            moves() {
                [ -e moving ] || return 0
                left=$(($(cat moving.left) - 1)); echo "$left" >moving.left
                if [ "$left" = 0 ]; then
                    to=$(cat moving); sed -i -E "s/ writer/ reader/; s/^$to reader/$to writer/" members; rm moving
                    [ ! -e losing ] || { rm losing; touch snapshot; }
                fi
            }
            record() {
                [ "$(cat primary)" = "$1" ] && role=PRIMARY || role=SECONDARY
                echo "{\\"Name\\": \\"regions.www.example.org.\\", \\"Type\\": \\"A\\", \\"SetIdentifier\\": \\"$1\\",
                    \\"Failover\\": \\"$role\\", \\"AliasTarget\\": {\\"DNSName\\": \\"alb.$1.\\"}}"
            }
            operation="$1 $2"
            [[ "$operation" =~ ^(rds|elbv2|autoscaling|route53|lambda|cloudformation|secretsmanager) ]] && {
                printf '%s\\n' "$*" >>calls; step before; }
            case "$operation" in
            'cloudformation describe-stacks')
                [ -n "$root" ] || { echo '{"Stacks": []}'; exit; }
                [ -e "$stack.status" ] || refuse ValidationError "Stack with id $stack does not exist"
                answer="{\\"Stacks\\": [{\\"StackId\\": \\"$root\\", \\"StackStatus\\": \\"$(cat "$stack.status")\\",
                    \\"Parameters\\": [$(pairs Parameter <"$stack.now")], \\"Outputs\\": [$(outputs | pairs Output)]}]}" ;;
            'cloudformation create-change-set')
                [ -e "$stack.status" ] || { echo REVIEW_IN_PROGRESS >"$stack.status"; touch "$stack.now"; }
                cp "$stack.now" "$stack.next"
                for given in "$@"; do
                    if [[ $given =~ ^ParameterKey=([^,]*),ParameterValue=(.*)$ ]]; then
                        sed -i "/^${BASH_REMATCH[1]}=/d" "$stack.next"
                        echo "${BASH_REMATCH[1]}=${BASH_REMATCH[2]//\\\\/}" >>"$stack.next"
                    fi
                done
                sort -o "$stack.next" "$stack.next"; answer='{}' ;;
            'cloudformation describe-change-set')
                [ -e "$stack.next" ] || refuse ChangeSetNotFound 'it does not exist'
                if cmp -s "$stack.now" "$stack.next"; then
                    answer='{"Status": "FAILED", "StatusReason": "The submitted information didn'"'"'t contain changes."}'
                else
                    answer='{"Status": "CREATE_COMPLETE", "Changes": [{"ResourceChange": {"Action": "Modify",
                        "LogicalResourceId": "Part", "ResourceType": "AWS::Some::Thing"}}]}'
                fi ;;
            'cloudformation delete-change-set') rm -f "$stack.next"; answer='{}' ;;
            'cloudformation execute-change-set')
                mv "$stack.next" "$stack.now"; echo UPDATE_COMPLETE >"$stack.status"
                if [[ $stack = *-global ]]; then
                    [ -s members ] || echo "$region writer" >members
                elif grep -q '^ReplicatedSecrets=.' "$stack.now" && ! grep -q "^$region " members; then
                    echo "$region reader" >>members
                fi
                number=$(($(cat events.number 2>/dev/null || echo 0) + 1)); echo "$number" >events.number
                printf '{"EventId": "%s", "Timestamp": "2026-01-01T00:%02d:%02d+00:00", "StackId": "%s", "LogicalResourceId": "%s",
                    "ResourceType": "AWS::CloudFormation::Stack", "PhysicalResourceId": "%s", "ResourceStatus": "UPDATE_IN_PROGRESS"}' \\
                    "$number" $((number / 60)) $((number % 60)) "$root" "$root" "$root" >"$stack.event"
                echo "$stack is $(sed -nE 's/^(GlobalCluster|OtherRegion|SecondBalancer|Writes|Writing)=(.+)/\\1=\\2/p' "$stack.now" |
                    paste -sd' ' -)" >>journal
                answer='{}' ;;
            'cloudformation delete-stack')
                [[ $stack != *-global || ! -s members ]] || refuse InvalidGlobalClusterState 'it has clusters'
                ! grep -q "^$region " members 2>/dev/null || [[ $stack = *-global ]] || refuse InvalidState 'the cluster is a member'
                rm -f "$stack".*; echo "$stack gone" >>journal; answer='{}' ;;
            'cloudformation describe-stack-events') answer="{\\"StackEvents\\": [$(cat "$stack.event" 2>/dev/null)]}" ;;
            'rds describe-global-clusters')
                [ -e eu-central-1.three-tier-global.status ] || [ -s members ] || refuse GlobalClusterNotFoundFault 'not found'
                moves
                answer="{\\"GlobalClusters\\": [{\\"Status\\": \\"$([ -e moving ] && echo switching-over || echo available)\\",
                    \\"GlobalClusterMembers\\": [$(members)]}]}" ;;
            'rds describe-db-clusters') answer='{"DBClusters": [{"Status": "available"}]}' ;;
            'rds switchover-global-cluster' | 'rds failover-global-cluster')
                [ ! -e moving ] || refuse InvalidGlobalClusterState 'it is moving already'
                [[ $* != *--allow-data-loss* ]] || touch losing
                cut -d: -f4 <<<"$arn" >moving; echo 3 >moving.left; echo "${2%%-*} to $(cat moving)" >>journal; answer='{}' ;;
            'rds remove-from-global-cluster')
                where=$(cut -d: -f4 <<<"$arn")
                ! grep -q "^$where writer" members || [ "$(wc -l <members)" = 1 ] || refuse InvalidState 'the writer leaves last'
                sed -i "/^$where /d" members; echo "$where detached" >>journal; answer='{}' ;;
            'rds describe-db-cluster-snapshots')
                answer='{"DBClusterSnapshots": []}'
                [ ! -e snapshot ] || answer='{"DBClusterSnapshots": [{"DBClusterSnapshotIdentifier":
                    "rds:unplanned-global-failover-c-1"}]}' ;;
            'lambda get-function-configuration') answer='{"State": "Active"}' ;;
            'lambda invoke')
                grep -q "^$region writer" members || refuse ServiceException 'the database takes no writes'
                case $* in *'"on"'*) touch read-only ;; *'"off"'*) rm -f read-only ;; esac
                [ -e read-only ] && on=true || on=false
                for given in "$@"; do [[ $given != */answer.json ]] || echo "{\\"readOnly\\": $on}" >"$given"; done
                case $* in *state*) ;; *) echo "read-only $on" >>journal ;; esac; answer='{"StatusCode": 200}' ;;
            'autoscaling describe-auto-scaling-groups')
                number=$(cat "$region.nodes" 2>/dev/null || echo 2)
                nodes=$(for _ in $(seq "$number"); do echo '{"LifecycleState": "InService", "HealthStatus": "Healthy"}'; done | paste -sd, -)
                answer="{\\"AutoScalingGroups\\": [{\\"DesiredCapacity\\": $number, \\"MinSize\\": $number, \\"Instances\\": [$nodes]}]}" ;;
            'autoscaling update-auto-scaling-group') echo 2 >"$region.nodes"; answer='{}' ;;
            'elbv2 describe-load-balancers')
                answer="{\\"LoadBalancers\\": [{\\"SecurityGroups\\": [\\"$(cat "$region.group" 2>/dev/null || echo open)\\"]}]}" ;;
            'elbv2 set-security-groups') echo "$group" >"$region.group"; echo "$region $group" >>journal; answer='{}' ;;
            'route53 list-resource-record-sets')
                answer="{\\"ResourceRecordSets\\": [$(record eu-central-1), $(record eu-west-1)]}" ;;
            'route53 change-resource-record-sets')
                [ "$(cat primary)" = eu-west-1 ] && echo eu-central-1 >primary || echo eu-west-1 >primary
                echo "DNS to $(cat primary)" >>journal; answer='{}' ;;
            'route53 test-dns-answer') answer='{"RecordData": ["192.0.2.1"]}' ;;
            *) exec ./recorded "$@" ;;
            esac
            step after
            printf '%s\\n' "$answer"
            """;

    /** @param folder the folder of a {@link FakeAws} */
    GlobalAccount(Path folder) {
        super(folder, SCRIPT);
        write("primary", "eu-central-1\n");
        write("members", "");
    }

    /** Makes a stack that has these parameters. */
    void stack(String region, String name, Map<String, String> parameters) {
        stack(region + "." + name, parameters);
    }

    /** Makes both clusters members of the global database. */
    void members(String writer, String reader) {
        write("members", writer + " writer\n" + reader + " reader\n");
    }

    /** How many nodes each group of a region has. */
    void nodes(String region, int number) {
        write(region + ".nodes", number + "\n");
    }

    /** Whether a region answers nothing. */
    void lost(String region, boolean lost) {
        if (lost) {
            write(region + ".lost", "");
        } else {
            delete(region + ".lost");
        }
    }

    /** Whether the balancer of a region lets no client in. */
    boolean isClosed(String region) {
        return lines(region + ".group").equals(List.of("closed"));
    }

    /** A parameter of the last deployment of a stack; empty if it has none. */
    String parameter(String region, String name, String parameter) {
        return parameter(region + "." + name, parameter);
    }

    /** Lets this command fail once, before or after its effect. */
    void fail(String operation, boolean before) {
        write("fail", operation + (before ? " before" : " after"));
    }

    /** Begins a new journal. */
    void forget() {
        write("journal", "");
    }
}
