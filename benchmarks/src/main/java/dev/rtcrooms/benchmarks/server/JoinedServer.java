package dev.rtcrooms.benchmarks.server;

import dev.rtcrooms.benchmarks.load.Dialect;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The servers whose joins are compared. Ours have history, resuming, heartbeat and all bounds; they
 * work on Netty's event loops.
 */
@SuppressWarnings(
    "ImmutableEnumChecker") // a dialect is a record of texts, and what launches has no state
public enum JoinedServer {
  /** Our rooms with chat, but without presence: nobody is told of a join. */
  RTC_NETTY("rtc-netty", Dialect.ROOMS_WITH_SESSIONS, tls -> RoomsOnNetty.forJoins(false, tls)),
  /** Our rooms with chat and presence: a newcomer gets the list, and the others are told. */
  RTC_NETTY_PRESENCE(
      "rtc-netty-presence", Dialect.ROOMS_WITH_SESSIONS, tls -> RoomsOnNetty.forJoins(true, tls)),
  /** Netty with a list of members for each room, and a greeting with their number. */
  NETTY("netty", Dialect.RAW_GREETING, RawNetty::greeting),
  /** netty-socketio, which confirms that a client has joined its room; without TLS only. */
  NETTY_SOCKETIO("netty-socketio", Dialect.SOCKET_IO, tls -> NettySocketIo.start());

  private final String label;
  private final Dialect dialect;
  private final Launch launch;

  JoinedServer(String label, Dialect dialect, Launch launch) {
    this.label = label;
    this.dialect = dialect;
    this.launch = launch;
  }

  private interface Launch {
    Started start(@Nullable SelfSigned certificate) throws Exception;
  }

  /**
   * Finds a server by its name.
   *
   * @param label as in the table
   * @return the server
   * @throws IllegalArgumentException if there is none; its message lists all
   */
  public static JoinedServer of(String label) {
    return Arrays.stream(values())
        .filter(server -> server.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no server %s, but %s".formatted(label, labels())));
  }

  /**
   * All names.
   *
   * @return separated by commas
   */
  public static String labels() {
    return String.join(", ", Arrays.stream(values()).map(JoinedServer::label).toList());
  }

  /**
   * What it is called in the table.
   *
   * @return a name without blanks
   */
  public String label() {
    return label;
  }

  /**
   * Whether it is one of ours.
   *
   * @return true if it is measured, false if it is measured against
   */
  public boolean ours() {
    return this == RTC_NETTY || this == RTC_NETTY_PRESENCE;
  }

  /**
   * Whether it can be started with a certificate.
   *
   * @return false if it is measured without TLS only
   */
  public boolean servesTls() {
    return this != NETTY_SOCKETIO;
  }

  /**
   * How it is spoken to.
   *
   * @return the generator's side of it
   */
  public Dialect dialect() {
    return dialect;
  }

  /**
   * Starts it inside this process.
   *
   * @param certificate of the server, or null to serve without TLS
   * @return the server, which listens
   * @throws Exception if it does not start
   */
  public Started start(@Nullable SelfSigned certificate) throws Exception {
    return launch.start(certificate);
  }
}
