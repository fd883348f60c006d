package dev.rtcrooms.peers;

import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.machine.ChildProcess;
import dev.rtcrooms.machine.LocalAddress;
import dev.rtcrooms.machine.Needed;
import dev.rtcrooms.machine.Program;
import dev.rtcrooms.machine.Sockets;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The machine's coturn, started for a class of tests with a secret that it shares with the rooms;
 * register it as a static field.
 */
final class Coturn implements BeforeAllCallback, AfterAllCallback {

  private static final String SECRET = "known to the rooms and to coturn";
  private static final Duration LIFE = Duration.ofHours(1);

  private ChildProcess process;
  private IceServers servers;

  @Override
  public void beforeAll(ExtensionContext context) {
    Path program = Needed.orSkip(Program.find("turnserver"), "coturn's turnserver, on the PATH");
    InetAddress address =
        Needed.orSkip(LocalAddress.find(), "a network interface beside the loopback one");
    int port = Sockets.freeDatagramPort(address);
    Path folder = ChildProcess.folder("coturn");
    process = new ChildProcess(folder, command(program, address, port, folder));
    process.awaitLine("SQLite DB connection success"); // the last thing it does as it starts
    servers = IceServers.turn(SECRET, LIFE, "turn:%s:%d".formatted(address.getHostAddress(), port));
  }

  private static List<String> command(Path program, InetAddress address, int port, Path folder) {
    return List.of(
        program.toString(),
        "-n", // not the machine's own configuration
        "--listening-ip=" + address.getHostAddress(),
        "--relay-ip=" + address.getHostAddress(),
        "--listening-port=" + port,
        "--use-auth-secret",
        "--static-auth-secret=" + SECRET,
        "--realm=rooms.test",
        "--no-tls",
        "--no-dtls",
        "--no-tcp",
        "--no-cli",
        "--log-file=stdout",
        "--userdb=" + folder.resolve("turndb"),
        "--pidfile=" + folder.resolve("pid"));
  }

  /** What the rooms tell their clients. */
  IceServers servers() {
    return servers;
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (process != null) {
      process.close();
    }
  }
}
