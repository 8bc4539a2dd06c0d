package threetier.command.deploy;

import java.nio.file.Path;
import java.util.List;

/** An account with the stacks of a site and of its edge. */
final class EdgeAccount extends PlayedAccount {

    private static final String SCRIPT = """
            #!/usr/bin/env bash
            cd "${0%/*}"
            stack= previous=
            for given in "$@"; do
                [ "$previous" != --stack-name ] || stack=$given
                previous=$given
            done
            missing() { echo "An error occurred ($1) when calling the operation: $stack $2" >&2; exit 254; }
            first() { line=; [ ! -e "$1" ] || read -r line <"$1"; line=${line:-$2}; }
            # A step fails once: before it has an effect, or after that, as if its answer had been lost
            step() {
                first steps 0; number=$((line + 1))
                first fail ''
                [ "$1" = before ] || echo "$number" >steps
                if [ "$line" = "$number $1" ]; then rm fail; echo "$number" >steps; missing Throttling 'is busy'; fi
            }
            declare -A now
            parameters() {
                now=()
                [ ! -e "$stack.now" ] || while IFS= read -r line; do now[${line%%=*}]=${line#*=}; done <"$stack.now"
            }
            journal() {
                parameters
                echo "$stack $1 ${now[Balancers]-}${now[OriginSlot]-}${now[EdgeDomain]:+ records at ${now[EdgeDomain]}}" >>journal
            }
            event() {
                first events.number 0; number=$((line + 1)); echo "$number" >events.number
                printf '{"EventId": "%s", "Timestamp": "2026-01-01T00:%02d:%02d+00:00", "StackId": "%s", "LogicalResourceId": "%s",
                    "ResourceType": "AWS::CloudFormation::Stack", "PhysicalResourceId": "%s", "ResourceStatus": "UPDATE_IN_PROGRESS"}' \\
                    "$number" $((number / 60)) $((number % 60)) "$stack" "$stack" "$stack" >"$stack.event"
            }
            pair() { pairs+="${pairs:+, }{\\"$1Key\\": \\"$2\\", \\"$1Value\\": \\"$3\\"}"; }
            outputs() {
                case $stack in
                *-edge) pair Output Domain d1.cloudfront.net; pair Output Pages pages ;;
                *) pair Output Url https://www.example.org
                   [ "${now[Balancers]-}" = internal ] || pair Output Balancer alb.example.org
                   first origin ''
                   [ "${now[Balancers]-}" = public ] || pair Output Origin "$line" ;;
                esac
            }
            case "$1 $2" in
            'cloudformation describe-stacks')
                [ -n "$stack" ] || { echo "{\\"Stacks\\": [$(cat beside 2>/dev/null)]}"; exit; }
                [ -e "$stack.status" ] || missing ValidationError 'does not exist'
                parameters
                pairs=; for name in "${!now[@]}"; do pair Parameter "$name" "${now[$name]}"; done; given=$pairs
                pairs=; outputs
                first "$stack.status" ''
                echo "{\\"Stacks\\": [{\\"StackId\\": \\"$stack\\", \\"StackStatus\\": \\"$line\\",
                    \\"Parameters\\": [$given], \\"Outputs\\": [$pairs]}]}" ;;
            'cloudformation create-change-set')
                [ -e "$stack.status" ] || echo REVIEW_IN_PROGRESS >"$stack.status"
                parameters
                for given in "$@"; do
                    [[ ! $given =~ ^ParameterKey=([^,]*),ParameterValue=(.*)$ ]] ||
                        now[${BASH_REMATCH[1]}]=${BASH_REMATCH[2]//\\\\/}
                done
                for name in "${!now[@]}"; do echo "$name=${now[$name]}"; done >"$stack.next"; echo '{}' ;;
            'cloudformation describe-change-set')
                [ -e "$stack.next" ] || missing ChangeSetNotFound 'does not exist'
                parameters
                changed=
                while IFS= read -r line; do
                    [ "${line%%=*}=${now[${line%%=*}]-none}" = "$line" ] || changed=1
                done <"$stack.next"
                if [ -z "$changed" ]; then
                    echo '{"Status": "FAILED", "StatusReason": "The submitted information didn'"'"'t contain changes."}'
                else
                    echo '{"Status": "CREATE_COMPLETE", "Changes": [{"ResourceChange": {"Action": "Modify",
                        "LogicalResourceId": "Part", "ResourceType": "AWS::Some::Thing"}}]}'
                fi ;;
            'cloudformation delete-change-set') [ ! -e "$stack.next" ] || rm "$stack.next"; echo '{}' ;;
            'cloudformation execute-change-set')
                step before; mv "$stack.next" "$stack.now"; echo UPDATE_COMPLETE >"$stack.status"
                event; journal is; step after; echo '{}' ;;
            'cloudformation delete-stack')
                step before; rm -f "$stack".*; journal gone; step after; echo '{}' ;;
            'cloudformation describe-stack-events')
                event=; [ ! -e "$stack.event" ] || IFS= read -r -d '' event <"$stack.event"
                echo "{\\"StackEvents\\": [$event]}" ;;
            's3api put-object')
                # The pages are one step
                [[ $* != *problem.css* ]] || { step before; step after; }
                printf '%s\\n' "$*" >>calls; echo '{}' ;;
            *) . ./recorded ;;
            esac
            """;

    /** @param folder the folder of a {@link FakeAws} */
    EdgeAccount(Path folder) {
        super(folder, SCRIPT);
        balancer("arn:aws:elasticloadbalancing:internal-1");
    }

    /** The ARN of the internal balancer. */
    void balancer(String arn) {
        write("origin", arn);
    }

    /** Removes a stack without a trace. */
    void remove(String name) {
        List.of("status", "now", "next", "event").forEach(file -> delete(name + "." + file));
    }

    /** Lets the step with this number fail once, before or after its effect. */
    void fail(int step, boolean before) {
        write("fail", step + (before ? " before" : " after"));
    }

    /** Whether the step that should fail has done so. */
    boolean hasFailed() {
        return !exists("fail");
    }
}
