package threetier.command.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import threetier.command.edge.LocalAuthority;
import threetier.command.process.Executables;
import threetier.command.process.Program;
import threetier.command.process.Tools;
import threetier.command.process.Workspace;

/**
 * What all containers of a rehearsal have in common.
 *
 * @param image the root file system
 * @param names the content of {@code /etc/hosts}
 * @param authority that they trust
 */
record NodeRoot(Path image, String names, LocalAuthority authority) {

    /** The folder of the scripts. */
    static final Path SCRIPTS = Workspace.projectFolder().resolve("src/command/rehearse");

    private static final String TRUSTED = "etc/ssl/certs/ca-certificates.crt";

    /**
     * The root file system of all nodes. It is made at the first call on a machine.
     *
     * @throws threetier.command.error.CommandException if it cannot be made; the message names what is missing
     */
    static Path made() {
        Tools.need("debootstrap", () -> Executables.find("debootstrap").isPresent(), "debootstrap");
        Tools.need("systemd-nspawn", () -> Executables.find("systemd-nspawn").isPresent(), "systemd-container");
        return Path.of(new Program(SCRIPTS.resolve("node-image").toString())
                .outputBesideTerminal("The image of the nodes cannot be made."));
    }

    /** A new layer over the image, with the names, the trusted authority, and the repository of packages. */
    Layer layer(Path folder) {
        Layer layer = new Layer(image, folder);
        layer.write("etc/hosts", names, false);
        layer.write(TRUSTED, read(image.resolve(TRUSTED)) + read(authority.certificate()), false);
        layer.copy("etc/authority.pem", authority.certificate());
        layer.copy("etc/authority.p12", authority.trustStore());
        // The servers of Java have authorities of their own, so all services get this environment
        layer.write("etc/systemd/system.conf.d/authority.conf", """
                [Manager]
                DefaultEnvironment="JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=/etc/authority.p12 \\
                -Djavax.net.ssl.trustStorePassword=changeit"
                """, false);
        layer.write(
                "etc/yum.repos.d/amazonlinux.repo",
                "[amazonlinux]\nmirrorlist=https://" + NameTable.PACKAGES
                        + "/core/mirrors/latest/$basearch/mirror.list\n",
                false);
        return layer;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The files of one container. */
    record Layer(Path image, Path folder) {

        /** A file of the container. */
        Path file(String path) {
            return folder.resolve("upper").resolve(path);
        }

        void write(String path, String content, boolean isProgram) {
            try {
                Files.createDirectories(file(path).getParent());
                Files.writeString(file(path), content);
                Files.setPosixFilePermissions(
                        file(path), PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        void copy(String path, Path from) {
            try {
                Files.createDirectories(file(path).getParent());
                Files.copy(from, file(path));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        void link(String path, String target) {
            try {
                Files.createDirectories(file(path).getParent());
                Files.createSymbolicLink(file(path), Path.of(target));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }

        /**
         * The command that starts the container.
         *
         * @param memory in MiB
         * @param processors in percent of one
         * @param program to run; none to boot
         */
        List<String> command(Host host, int memory, int processors, String... program) {
            List<String> command = new ArrayList<>(List.of(
                    SCRIPTS.resolve("boot").toString(),
                    Namespaces.PREFIX + host.name(),
                    image.toString(),
                    folder.toString(),
                    String.valueOf(memory),
                    String.valueOf(processors)));
            command.addAll(List.of(program));
            return command;
        }
    }
}
