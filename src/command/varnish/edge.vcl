# On a laptop, this Varnish replaces CloudFront. ./three-tier adds what comes from cloudformation/edge.yaml: the origins, and the
# subroutines behave, key, repeat, keep, error_page, secure and secure_address.

sub vcl_recv {
    if (req.restarts == 0) {
        # Names that only this file may set
        unset req.http.x-edge-status;
        # CloudFront names each request so. Both attempts of a repeated request have the same id
        set req.http.X-Amz-Cf-Id = req.xid;
    }
    call behave;
}

# The policy redirect-to-https. CloudFront redirects other methods with 307, so that the method stays
sub only_https {
    if (req.restarts == 0 && req.http.X-Forwarded-Proto != "https") {
        if (req.method == "GET" || req.method == "HEAD") {
            return (synth(301, "Moved Permanently"));
        }
        return (synth(307, "Temporary Redirect"));
    }
}

sub unstored {
    if (req.http.Upgrade ~ "(?i)^websocket$") {
        return (pipe);
    }
    return (pass);
}

sub stored {
    if (req.method != "GET" && req.method != "HEAD") {
        return (pass);
    }
    return (hash);
}

sub vcl_pipe {
    if (req.http.Upgrade) {
        set bereq.http.Upgrade = req.http.Upgrade;
        set bereq.http.Connection = req.http.Connection;
    }
}

sub vcl_hash {
    call key;
    return (lookup);
}

sub vcl_backend_fetch {
    # On a connection that was used before, Varnish itself would send a request again that got no answer
    set bereq.http.Connection = "close";
    unset bereq.http.x-edge-status;
    if (bereq.http.Via) {
        set bereq.http.Via = bereq.http.Via + ", 1.1 edge (Varnish)";
    } else {
        set bereq.http.Via = "1.1 edge (Varnish)";
    }
}

sub vcl_backend_response {
    if (bereq.uncacheable) {
        return (deliver);
    }
    # An error has a TTL of 0 for every status (CustomErrorResponses)
    if (beresp.status >= 400 || beresp.status == 206) {
        set beresp.uncacheable = true;
        set beresp.ttl = 0s;
        return (deliver);
    }
    # For CloudFront, only the policy tells answers apart. Varnish would also go by Vary, and hide a policy that is too short
    if (beresp.http.Vary) {
        set beresp.http.x-edge-vary = beresp.http.Vary;
        unset beresp.http.Vary;
    }
    call keep;
    if (beresp.ttl <= 0s && (beresp.http.Cache-Control ~ "(?i)no-store|private" || !beresp.http.ETag && !beresp.http.Last-Modified)) {
        set beresp.uncacheable = true;
        return (deliver);
    }
    # Varnish does not compare an answer whose TTL is exactly 0
    if (beresp.ttl <= 0s) {
        set beresp.ttl = 0.001ms;
    }
    set beresp.grace = 0s;
    # How long an answer is there to be compared, when its TTL is over
    if (beresp.http.ETag || beresp.http.Last-Modified) {
        set beresp.keep = 1h;
    }
    if (beresp.was_304) {
        set beresp.http.x-edge-refreshed = "yes";
    }
    return (deliver);
}

# CloudFront answers 502 if the origin refuses or breaks a connection, and 504 if it is silent
sub vcl_backend_error {
    call repeat;
    set beresp.http.Content-Type = "text/plain; charset=utf-8";
    set beresp.http.Cache-Control = "no-store";
    synthetic("The site does not answer." + {"
"});
    return (deliver);
}

sub error_request {
    if (req.method != "HEAD") {
        set req.method = "GET";
    }
    unset req.http.If-Match;
    unset req.http.If-None-Match;
    unset req.http.If-Modified-Since;
    unset req.http.If-Unmodified-Since;
    unset req.http.If-Range;
    unset req.http.Range;
}

sub vcl_synth {
    set resp.http.X-Cache = "Error from edge";
    if (resp.status == 301 || resp.status == 307) {
        set resp.http.X-Cache = "Redirect from edge";
        call secure_address;
    } else if (!req.http.x-edge-status) {
        call error_page;
    }
    call signed;
    set resp.http.Content-Type = "text/plain; charset=utf-8";
    synthetic(resp.status + " " + resp.reason + {"
"});
    return (deliver);
}

sub vcl_deliver {
    if (resp.http.x-edge-vary) {
        set resp.http.Vary = resp.http.x-edge-vary;
    }
    if (req.http.x-edge-status) {
        set resp.status = std.integer(req.http.x-edge-status, 500);
        set resp.http.X-Cache = "Error from edge";
    } else if (resp.status >= 400) {
        set resp.http.X-Cache = "Error from edge";
        call error_page;
    } else if (obj.hits > 0) {
        set resp.http.X-Cache = "Hit from edge";
    } else if (resp.http.x-edge-refreshed) {
        set resp.http.X-Cache = "RefreshHit from edge";
    } else {
        set resp.http.X-Cache = "Miss from edge";
    }
    unset resp.http.x-edge-vary;
    unset resp.http.x-edge-refreshed;
    call secure;
    call signed;
    return (deliver);
}

sub signed {
    unset resp.http.X-Varnish;
    set resp.http.Via = "1.1 edge (Varnish)";
    set resp.http.X-Amz-Cf-Id = req.http.X-Amz-Cf-Id;
}
