package threetier.command.rehearse;

import java.nio.file.Path;
import threetier.command.edge.LocalAuthority;
import threetier.command.process.Workspace;

/**
 * The sites of the internet that nodes ask by name with TLS: the certificate authorities of RDS, packages, and the API
 * of EC2, which Hazelcast asks. The AWS CLI gets the address of the APIs instead.
 */
final class OtherSites {

    private OtherSites() {}

    /** @param home for files */
    static void start(Path home, LocalAuthority authority) {
        PlayedBalancer.run(
                Hosts.INTERNET,
                """
                global
                    stats socket %s mode 600 level admin
                defaults
                    mode http
                    timeout connect 5s
                    timeout client 60s
                    timeout server 60s
                frontend sites
                    bind %s:443 ssl crt %s
                    http-request return status 200 content-type application/x-pem-file file %s if { hdr(host) %s }
                    http-request return status 200 content-type application/x-rpm string "stands for a package" if %s
                    http-request return status 404 unless { hdr(host) %s }
                    default_backend aws
                backend aws
                    server aws %s
                """.formatted(
                                PlayedBalancer.socket(Hosts.INTERNET),
                                Hosts.SITES,
                                authority.site(),
                                authority.certificate(),
                                NameTable.AUTHORITIES,
                                "{ hdr(host) " + NameTable.PACKAGES + " } { path_beg /core/ }",
                                NameTable.EC2,
                                PlayedAws.endpoint().replace("http://", "")),
                Workspace.folder(home.resolve("balancers")));
    }
}
