package dev.rtcrooms.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@code redis-server} of a test's own, on a free port and in a folder of its own. */
final class RedisServer implements AutoCloseable {

  static final String SECRET = "a secret of the tests alone";

  private static final Logger LOG = LoggerFactory.getLogger(RedisServer.class);
  private static final List<String> READY =
      List.of("Ready to accept connections", "Sentinel ID is");

  /** The name of a primary for Sentinel. */
  static final String MONITORED = "tests";

  private static final String TAKEN = "Address already in use";
  private static final int ATTEMPTS = 10;

  private final Path program;
  private final Path folder;
  private final boolean tls;
  private final List<String> options;
  private final Thread atExit = new Thread(this::kill);
  private int port;
  private volatile Process process;
  private Path said;
  private RedisClient client;

  /**
   * Starts a server, which speaks TLS alone if it is given a certificate.
   *
   * @param options further ones, perhaps after the path of a file with others
   */
  RedisServer(Path folder, String... options) {
    this.program = find();
    this.folder = folder;
    this.tls = List.of(options).contains("--tls-cert-file");
    this.options = List.of(options);
    Runtime.getRuntime().addShutdownHook(atExit);
    int attempts = 0;
    do {
      port = freePort();
      attempts++;
    } while (!start() && attempts < ATTEMPTS);
    if (process == null) {
      throw new AssertionError("No free port was found");
    }
  }

  /** Starts a Sentinel, which finds no primary down before {@link #findsPrimaryDown()}. */
  static RedisServer sentinel(Path folder, RedisServer primary) {
    Path file = folder.resolve("sentinel.conf");
    try {
      Files.writeString(
          file,
          """
          sentinel monitor %1$s 127.0.0.1 %2$d 1
          sentinel down-after-milliseconds %1$s 3600000
          """
              .formatted(MONITORED, primary.port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RedisServer(folder, file.toString(), "--sentinel");
  }

  /**
   * From now on this Sentinel takes a primary for down that has not answered for three seconds. It
   * refuses a replica that lost the primary more than ten times as long before.
   */
  void findsPrimaryDown() {
    CommandArgs<String, String> soon =
        new CommandArgs<>(StringCodec.UTF8)
            .add("SET")
            .add(MONITORED)
            .add("down-after-milliseconds")
            .add(3_000);
    commands().dispatch(CommandType.SENTINEL, new StatusOutput<>(StringCodec.UTF8), soon);
  }

  /** The program of the property {@code redis.server}, or else the one on the {@code PATH}. */
  private static Path find() {
    String named = System.getProperty("redis.server", "");
    if (!named.isEmpty()) {
      Path program = Path.of(named);
      if (!Files.isExecutable(program) && !program.toFile().setExecutable(true)) {
        throw new AssertionError("It cannot be executed: " + program);
      }
      return program;
    }
    Optional<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(each -> Path.of(each, "redis-server"))
            .filter(Files::isExecutable)
            .findFirst();
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      throw new AssertionError("Missing, and CI=true: redis-server, on the PATH");
    }
    return found.orElseThrow(
        () -> {
          LOG.warn("Missing, so tests are skipped: redis-server, on the PATH");
          return new TestAbortedException("Missing: redis-server");
        });
  }

  /** A port that is free, and not among those that the system gives to connections meanwhile. */
  private static int freePort() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 32_000);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
        return free.getLocalPort();
      } catch (IOException e) {
        LOG.debug("The port {} is taken", port);
      }
    }
  }

  private boolean start() {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(options);
    command.addAll(List.of("--bind", "127.0.0.1", "--dir", folder.toString(), "--save", ""));
    command.addAll(List.of(tls ? "--tls-port" : "--port", String.valueOf(port)));
    try {
      said = Files.createTempFile(folder, "redis", ".log");
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      while (started.isAlive()) {
        if (READY.stream().anyMatch(log()::contains)) {
          process = started;
          return true;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
      if (log().contains(TAKEN)) {
        return false;
      }
      throw new AssertionError("Redis did not start: " + log());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  String url() {
    return "redis://127.0.0.1:" + port;
  }

  /** Its log since it was started. */
  String log() {
    try {
      return Files.readString(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A history with a short patience; the caller closes it. */
  RedisHistoryBuilder history() {
    return RedisHistory.builder(url()).name("tests").secret(SECRET);
  }

  /** A node of a cluster with a short lease; the caller closes it. */
  RedisClusterBuilder cluster(int port) {
    return cluster("", port);
  }

  /** The same, for a user who is named in the address. */
  RedisClusterBuilder cluster(String user, int port) {
    return RedisCluster.builder("redis://" + user + "127.0.0.1:" + port)
        .name("tests")
        .lease(RedisClusterTestBase.LEASE);
  }

  /** Another connection, for the test's own commands. */
  RedisCommands<String, String> commands() {
    if (client == null) {
      client = RedisClient.create(url());
    }
    return client.connect().sync();
  }

  /** All keys. */
  List<String> keys() {
    List<String> keys =
        commands().eval("return redis.call('keys', '*')", ScriptOutputType.MULTI, new String[0]);
    return keys; // Lettuce's own method differs between its versions
  }

  /** Kills it, as a machine that loses power. */
  void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  /** Stops it in the middle of whatever it does, until {@link #resume()}. */
  void pause() {
    signal("STOP");
  }

  /** Lets it go on after {@link #pause()}. */
  void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().onExit().join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again, on the same port, with its files. */
  void restart() {
    if (!start()) {
      throw new AssertionError("The port " + port + " was taken meanwhile");
    }
  }

  @Override
  public void close() {
    if (client != null) {
      client.shutdown();
    }
    kill();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
