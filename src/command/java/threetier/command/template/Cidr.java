package threetier.command.template;

import java.util.List;
import java.util.stream.IntStream;

/** A range of IPv4 addresses. */
public record Cidr(long first, int prefix) {

    public static final Cidr EVERYWHERE = new Cidr(0, 0);

    /** @throws IllegalArgumentException if {@code text} does not have the form {@code 10.0.0.0/16} */
    public static Cidr of(String text) {
        if (!text.matches("(\\d{1,3}\\.){3}\\d{1,3}/\\d{1,2}")) {
            throw new IllegalArgumentException("\"" + text + "\" is not an address range");
        }
        long address = 0;
        for (String octet : text.substring(0, text.indexOf('/')).split("\\.")) {
            address = address * 256 + Integer.parseInt(octet);
        }
        return new Cidr(address, Integer.parseInt(text.substring(text.indexOf('/') + 1)));
    }

    private long size() {
        return 1L << (32 - prefix);
    }

    public boolean contains(Cidr other) {
        return first <= other.first && other.first + other.size() <= first + size();
    }

    public boolean overlaps(Cidr other) {
        return first < other.first + other.size() && other.first < first + size();
    }

    /** The first {@code count} subranges with 2 to the power of {@code bits} addresses each, like {@code Fn::Cidr}. */
    public List<Object> parts(int count, int bits) {
        return IntStream.range(0, count)
                .mapToObj(i -> (Object) new Cidr(first + ((long) i << bits), 32 - bits).toString())
                .toList();
    }

    /** The address with this index in the range, without a prefix; the first address has the index 0. */
    public String address(int index) {
        long address = first + index;
        return (address >> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    @Override
    public String toString() {
        return address(0) + "/" + prefix;
    }
}
