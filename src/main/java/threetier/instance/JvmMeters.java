package threetier.instance;

import com.sun.management.UnixOperatingSystemMXBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.util.function.Supplier;
import threetier.measure.Meters;

/** The meters of this node's process and Java, named like those of Prometheus's own client for Java. */
@ApplicationScoped
class JvmMeters {

    void measure(@Observes @Initialized(ApplicationScoped.class) Object application, Instance node, Meters meters) {
        double start = System.currentTimeMillis() / 1e3;
        meters.gauge(
                "threetier_application_start_time_seconds",
                "When the application was deployed, in seconds since 1970.",
                () -> start);
        meters.gauge(
                "threetier_info",
                "The version and the zone of this node; the value is always 1.",
                () -> 1,
                "version",
                node.version(),
                "zone",
                node.zone().orElse(""));
        meters.gauge(
                "threetier_time_seconds",
                "The clock of this node, in seconds since 1970.",
                () -> System.currentTimeMillis() / 1e3);
        memory(meters);
        collectors(meters);
        process(meters);
    }

    private static void memory(Meters meters) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        memory(meters, "heap", memory::getHeapMemoryUsage);
        memory(meters, "nonheap", memory::getNonHeapMemoryUsage);
    }

    private static void memory(Meters meters, String area, Supplier<MemoryUsage> usage) {
        meters.gauge(
                "jvm_memory_used_bytes", "Memory in use.", () -> usage.get().getUsed(), "area", area);
        meters.gauge(
                "jvm_memory_committed_bytes",
                "Memory taken from the operating system.",
                () -> usage.get().getCommitted(),
                "area",
                area);
        meters.gauge(
                "jvm_memory_max_bytes",
                "The most memory that may be taken; -1 without a limit.",
                () -> usage.get().getMax(),
                "area",
                area);
    }

    private static void collectors(Meters meters) {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            meters.counter(
                    "jvm_gc_collections_total",
                    "Garbage collections.",
                    collector::getCollectionCount,
                    "gc",
                    collector.getName());
            meters.counter(
                    "jvm_gc_collection_seconds_total",
                    "Time spent in garbage collections.",
                    () -> collector.getCollectionTime() / 1e3,
                    "gc",
                    collector.getName());
        }
    }

    private static void process(Meters meters) {
        meters.gauge(
                "jvm_threads_current",
                "Platform threads.",
                () -> ManagementFactory.getThreadMXBean().getThreadCount());
        meters.gauge(
                "process_start_time_seconds",
                "When the process was started, in seconds since 1970.",
                () -> ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3);
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            meters.counter("process_cpu_seconds_total", "Processor time used.", () -> unix.getProcessCpuTime() / 1e9);
            meters.gauge("process_open_fds", "Open file descriptors.", unix::getOpenFileDescriptorCount);
            meters.gauge("process_max_fds", "Most file descriptors.", unix::getMaxFileDescriptorCount);
            meters.gauge(
                    "threetier_processors",
                    "Processors of this machine.",
                    () -> Runtime.getRuntime().availableProcessors());
        }
    }
}
