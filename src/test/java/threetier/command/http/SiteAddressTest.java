package threetier.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteAddressTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, false",
        "http://localhost/x, false",
        "http://0.0.0.0:8080, false",
        "http://10.20.0.1, false",
        "http://172.16.0.1, false",
        "http://172.31.255.255, false",
        "http://192.168.1.1, false",
        "http://169.254.1.1, false",
        "http://[::1]:8080, false",
        "http://[fe80::1], false",
        "http://[fd12:3456::1], false",
        "http://172.32.0.1, true",
        "http://192.0.2.1, true",
        "https://198.51.100.1, true",
        "http://[2001:db8::1], true",
        "http://[fe00::1], true"
    })
    void onlyTheInternetIsPublic(String url, boolean expected) throws Exception {
        assertEquals(expected, SiteAddress.of(url).isPublic());
    }

    @Test
    void aHostWithoutAnAddressIsNeither() {
        assertThrows(
                UnknownHostException.class,
                () -> SiteAddress.of("http://no.invalid").isPublic());
    }
}
