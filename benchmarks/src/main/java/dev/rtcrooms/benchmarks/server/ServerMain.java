package dev.rtcrooms.benchmarks.server;

import dev.rtcrooms.benchmarks.process.Leash;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A measured server in a process of its own: says its port, and ends with who started it. */
public final class ServerMain {

  /** The name of a node of a cluster, which is not compared with other servers. */
  public static final String NODE = "node";

  /** Before the name of a server whose joins are measured. */
  public static final String JOINS = "joins";

  /** On standard input: drop garbage, so that resident memory says what is in use. */
  public static final String COLLECT = "collect";

  /** On standard output: garbage is dropped. */
  public static final String COLLECTED = "COLLECTED";

  /** Garbage that others hold by finalizers and references goes in the second and third round. */
  private static final int COLLECTIONS = 3;

  /** Kept from the garbage collector, or its level would be forgotten. */
  private static final Logger ROOT = Logger.getLogger("");

  private ServerMain() {}

  /**
   * Starts the server.
   *
   * @param arguments its name; or {@link #NODE} and the address of Redis; or {@link #JOINS}, a
   *     name, and the file with the certificate if it has TLS
   * @throws Exception if it does not start
   */
  public static void main(String[] arguments) throws Exception {
    ROOT.setLevel(Level.SEVERE);
    Started server =
        switch (arguments[0]) {
          case NODE -> RoomsOnNetty.asNode(arguments[1]);
          case JOINS ->
              JoinedServer.of(arguments[1])
                  .start(arguments.length > 2 ? SelfSigned.read(Path.of(arguments[2])) : null);
          default -> Contender.of(arguments[0]).start();
        };
    System.out.println(Started.READY + server.port());
    Leash.follow(
        command -> {
          if (command.equals(COLLECT)) {
            collect();
            System.out.println(COLLECTED);
          }
        });
  }

  @SuppressWarnings("CallToSystemGC") // resident memory is to be measured without garbage
  private static void collect() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
  }
}
