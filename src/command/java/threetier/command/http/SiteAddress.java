package threetier.command.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The host of a site.
 *
 * @param host a name or an address
 */
public record SiteAddress(String host) {

    /** First byte of IPv6 addresses of private networks, fc00::/7 (RFC 4193). */
    private static final int UNIQUE_LOCAL = 0xfc;

    private static final int SEVEN_BITS = 0xfe;

    /** @param url with a host */
    public static SiteAddress of(String url) {
        return new SiteAddress(URI.create(url).getHost());
    }

    /**
     * Whether the site is on the Internet, rather than on this machine or in a private network.
     *
     * @throws UnknownHostException if the host has no address
     */
    public boolean isPublic() throws UnknownHostException {
        return !Arrays.stream(InetAddress.getAllByName(host)).allMatch(SiteAddress::isPrivate);
    }

    private static boolean isPrivate(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isSiteLocalAddress()
                || address.isLinkLocalAddress()
                || address instanceof Inet6Address && (address.getAddress()[0] & SEVEN_BITS) == UNIQUE_LOCAL;
    }
}
