package threetier.instance;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** This app node: its name, its version and its availability zone. */
@ApplicationScoped
public class Instance {

    /** The value of the environment variable {@code NODE_NAME}. Without this variable, the node has the host's name. */
    @Inject
    @ConfigProperty(name = "node.name")
    private Optional<String> configuredName;

    /** The availability zone: the value of the environment variable {@code ZONE}. */
    @Inject
    @ConfigProperty(name = "zone")
    private Optional<String> zone;

    @Inject
    @ConfigProperty(name = "threetier.version")
    private String version;

    private String name;

    @PostConstruct
    void nameNode() {
        name = configuredName.orElseGet(Instance::hostName);
    }

    public String hostname() {
        return name;
    }

    /** The availability zone; empty outside a cloud. */
    public Optional<String> zone() {
        return zone;
    }

    public String version() {
        return version;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException noNameService) {
            return "unknown";
        }
    }
}
