package dev.rtcrooms.nodes;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.machine.RedisProcess;
import dev.rtcrooms.machine.WireProxy;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/** A Redis that is paused, emptied, killed and replaced, and what it has lost. For one thread. */
final class FaultyRedis implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /** So long a replica does not follow before its primary is killed. */
  private static final Duration LAG = Duration.ofSeconds(2);

  private final String[] options;
  private final boolean hasFile;
  private final List<Loss> losses = new ArrayList<>();
  private final long begin = System.nanoTime();
  private RedisProcess redis;

  /**
   * Starts it.
   *
   * @param options of redis-server
   */
  FaultyRedis(List<String> options) {
    this.options = options.toArray(String[]::new);
    hasFile = options.contains("--appendonly");
    redis = new RedisProcess(this.options);
  }

  int port() {
    return redis.port();
  }

  /** What it has lost although it had confirmed it. */
  List<Loss> losses() {
    return List.copyOf(losses);
  }

  void run(Consumer<RedisCommands<String, String>> task) {
    run(redis, task);
  }

  private static void run(RedisProcess server, Consumer<RedisCommands<String, String>> task) {
    try (RedisClient client = RedisClient.create(server.url());
        StatefulRedisConnection<String, String> connection = client.connect()) {
      task.accept(connection.sync());
    }
  }

  /** Does nothing at all for some time; returns afterwards. */
  void sleep(int seconds) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
      socket.getOutputStream().write(("DEBUG SLEEP " + seconds + "\r\n").getBytes(US_ASCII));
      assertThat(socket.getInputStream().readNBytes(3)).asString(US_ASCII).isEqualTo("+OK");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void empty() {
    run(RedisCommands::flushall);
    lost(begin);
  }

  /** Kills it, and starts it again with the file that it has. */
  void restart() {
    redis.crash();
    redis.restart();
    if (!hasFile) {
      lost(begin);
    }
  }

  void restartWithoutFiles() {
    redis.crash();
    redis.loseFiles();
    redis.restart();
    lost(begin);
  }

  /**
   * Kills it, and lets a replica take its place that lacks the last writes.
   *
   * @param meanwhile happens when the replica lacks them
   * @param moved takes the port of the new primary
   */
  void failOver(Runnable meanwhile, IntConsumer moved) {
    RedisProcess former = redis;
    try (WireProxy way = new WireProxy(former.port())) {
      RedisProcess replica = new RedisProcess(options);
      redis = replica;
      run(commands -> commands.replicaof("127.0.0.1", way.port()));
      awaitField(replica, "master_link_status", "up"::equals);
      long copied = System.nanoTime();
      long written = Long.parseLong(fields(former, "master_repl_offset").get(0));
      awaitField(replica, "slave_repl_offset", read -> Long.parseLong(read) >= written);
      way.stall();
      await().pollDelay(LAG).atMost(PATIENCE).until(() -> true);
      meanwhile.run();
      former.crash();
      run(RedisCommands::replicaofNoOne);
      moved.accept(replica.port());
      lost(copied);
      former.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void lost(long from) {
    losses.add(new Loss(from, System.nanoTime()));
  }

  private static void awaitField(RedisProcess server, String name, Predicate<String> wanted) {
    await().atMost(PATIENCE).until(() -> fields(server, name).stream().anyMatch(wanted));
  }

  /** The value of a field of what a server says of its replication, if it has that field. */
  private static List<String> fields(RedisProcess server, String name) {
    List<String> values = new ArrayList<>();
    run(
        server,
        commands ->
            commands
                .info("replication")
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .forEach(line -> values.add(line.substring(name.length() + 1).strip())));
    return values;
  }

  @Override
  public void close() {
    redis.close();
  }
}
