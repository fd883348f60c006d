package dev.rtcrooms.examples.cluster;

import dev.rtcrooms.examples.quickstart.Quickstart;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Starts two quickstart servers as processes of their own, which have the same rooms, and a Redis
 * that joins them unless there is one already. For the main thread.
 */
public final class TwoNodes {

  private static final String REDIS = "--redis";
  private static final String PORT = "--port";
  private static final int FIRST_PORT = 8081;

  /** The second server has the next one. */
  private static final int LAST_FIRST_PORT = 65_534;

  private static final int SECRET_BYTES = 24;
  private static final int CANNOT_START = 1;

  private TwoNodes() {}

  /**
   * Starts everything, and waits until both servers have ended. If a process cannot be started, or
   * the port is not from 0 to 65534, it says so in one line and ends with status 1.
   *
   * @param arguments {@code --redis URL} for a Redis that runs already, {@code --port N} for the
   *     port of the first server, which the port of the second one follows; others are for both
   * @throws InterruptedException if this thread is told to end
   */
  public static void main(String[] arguments) throws InterruptedException {
    List<Process> nodes = new CopyOnWriteArrayList<>();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> nodes.forEach(Process::destroy), "end of the nodes"));
    try {
      start(new ArrayList<>(List.of(arguments)), nodes);
    } catch (IOException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(CANNOT_START);
    }
    for (Process node : nodes) {
      node.waitFor();
    }
  }

  /** Starts Redis if none is told, and the nodes, which it adds to the list. */
  private static void start(List<String> arguments, List<Process> nodes) throws IOException {
    String url = take(REDIS, arguments);
    int first = firstPort(take(PORT, arguments));
    if (url.isEmpty()) {
      RedisServer redis = RedisServer.start();
      Runtime.getRuntime().addShutdownHook(new Thread(redis::close, "end of Redis"));
      url = redis.url();
    }
    String secret = secret();
    for (int n = 0; n < 2; n++) {
      nodes.add(node(first == 0 ? 0 : first + n, url, secret, arguments));
    }
  }

  private static int firstPort(String value) {
    if (value.isEmpty()) {
      return FIRST_PORT;
    }
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > LAST_FIRST_PORT) {
      throw new IllegalArgumentException(
          PORT + " " + value + ": expected 0 to " + LAST_FIRST_PORT + ", for the first server");
    }
    return Integer.parseInt(value);
  }

  /** The value of an option, which is removed; empty without it. */
  private static String take(String option, List<String> arguments) {
    int at = arguments.indexOf(option);
    if (at < 0 || at + 1 == arguments.size()) {
      return "";
    }
    arguments.remove(at);
    return arguments.remove(at);
  }

  private static String secret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().encodeToString(secret);
  }

  /** The secret is in its environment, since others can see command lines. */
  private static Process node(int port, String redis, String secret, List<String> rest)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                Quickstart.class.getName(),
                PORT,
                String.valueOf(port),
                "--cluster",
                redis));
    if (port != 0) {
      command.addAll(List.of("--node-url", "http://127.0.0.1:" + port));
    }
    command.addAll(rest);
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("RTC_SECRET", secret);
    Process node = builder.start();
    System.out.println("A node starts as process " + node.pid());
    return node;
  }

  /** Inside Maven the program has a class loader of its own, and the JVM's path is Maven's. */
  private static String classPath() {
    if (!(TwoNodes.class.getClassLoader() instanceof URLClassLoader loader)) {
      return System.getProperty("java.class.path");
    }
    List<String> files = new ArrayList<>();
    for (URL url : loader.getURLs()) {
      try {
        files.add(Path.of(url.toURI()).toString());
      } catch (URISyntaxException e) {
        throw new IllegalStateException("Not a file: " + url, e);
      }
    }
    return String.join(File.pathSeparator, files);
  }
}
