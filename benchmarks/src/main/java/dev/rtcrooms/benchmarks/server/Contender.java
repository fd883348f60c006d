package dev.rtcrooms.benchmarks.server;

import dev.rtcrooms.benchmarks.load.Dialect;
import dev.rtcrooms.benchmarks.server.RawNettyRoom.Flush;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The servers that can be measured, in this order: each of ours right before the one it is compared
 * with, since a machine's speed drifts. Names that begin with {@code rtc-} are ours.
 */
@SuppressWarnings(
    "ImmutableEnumChecker") // a dialect is a record of texts, and what launches has no state
public enum Contender {
  /** Our rooms on Netty, working on its event loops. */
  RTC_NETTY("rtc-netty", "netty", Dialect.ROOMS, RoomsOnNetty::onEventLoops),
  /** Netty with a frame made once, and a system call for each delivery. */
  NETTY("netty", null, Dialect.RAW, () -> RawNetty.start(Flush.EACH)),
  /** The same with what has come meanwhile going out together. */
  NETTY_COALESCING("netty-coalescing", null, Dialect.RAW, () -> RawNetty.start(Flush.TOGETHER)),
  /** The JDK's selector alone. */
  NIO("nio", null, Dialect.RAW, RawNio::start),
  /** Our rooms on Netty, working on threads of their own. */
  RTC_NETTY_THREADS("rtc-netty-threads", "netty", Dialect.ROOMS, RoomsOnNetty::onOwnThreads),
  /** Our rooms on Jetty, by the default transport. */
  RTC_JETTY(
      "rtc-jetty",
      "jetty",
      Dialect.ROOMS,
      () -> JettyContainer.start(MeasuredRooms::installJakarta)),
  /** An endpoint by hand on Jetty, asynchronous. */
  JETTY("jetty", null, Dialect.RAW, () -> JettyContainer.start(RawEndpoint::installAsync)),
  /** Our rooms on Undertow, by the default transport. */
  RTC_UNDERTOW(
      "rtc-undertow",
      "undertow",
      Dialect.ROOMS,
      () -> UndertowContainer.start(MeasuredRooms::installJakarta)),
  /** An endpoint by hand on Undertow, asynchronous. */
  UNDERTOW("undertow", null, Dialect.RAW, () -> UndertowContainer.start(RawEndpoint::installAsync)),
  /** Our rooms on Tomcat, by the default transport. */
  RTC_TOMCAT(
      "rtc-tomcat",
      "tomcat-blocking",
      Dialect.ROOMS,
      () -> TomcatContainer.start(MeasuredRooms::installJakarta)),
  /** An endpoint by hand on Tomcat, whose sender waits for each member in turn. */
  TOMCAT_BLOCKING(
      "tomcat-blocking",
      null,
      Dialect.RAW,
      () -> TomcatContainer.start(RawEndpoint::installBlocking)),
  /** An endpoint by hand on Tomcat, asynchronous. */
  TOMCAT("tomcat", null, Dialect.RAW, () -> TomcatContainer.start(RawEndpoint::installAsync)),
  /** netty-socketio. */
  NETTY_SOCKETIO("netty-socketio", null, Dialect.SOCKET_IO, NettySocketIo::start),
  /** The package ws on Node.js. */
  WS("ws", null, Dialect.RAW, NodeWs::startUnpinned);

  private final String label;
  private final @Nullable String peer;
  private final Dialect dialect;
  private final Callable<Started> launch;

  Contender(String label, @Nullable String peer, Dialect dialect, Callable<Started> launch) {
    this.label = label;
    this.peer = peer;
    this.dialect = dialect;
    this.launch = launch;
  }

  /**
   * Finds a server by its name.
   *
   * @param label as in the table
   * @return the server
   * @throws IllegalArgumentException if there is none; its message lists all
   */
  public static Contender of(String label) {
    return Arrays.stream(values())
        .filter(contender -> contender.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no server "
                        + label
                        + ", but "
                        + String.join(
                            ", ", Arrays.stream(values()).map(Contender::label).toList())));
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
    return peer != null;
  }

  /**
   * What ours is compared with first of all: the same engine without our protocol.
   *
   * @return the peer, or empty if this is a peer itself
   */
  public Optional<Contender> peer() {
    return Optional.ofNullable(peer).map(Contender::of);
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
   * How many bytes the system takes for a client that does not read, before the server's writes
   * wait. An estimate, measured on Linux 6.18 over the loopback interface: sockets whose buffer
   * nobody has set took 2,990,000 bytes, those of our rooms on Netty 195,000.
   *
   * @return slightly more than was measured
   */
  public int unreadBytes() {
    return this == RTC_NETTY || this == RTC_NETTY_THREADS ? 200_000 : 3_000_000;
  }

  /**
   * What it needs and is not on this machine.
   *
   * @return a sentence, or empty if it can be started
   */
  public String missing() {
    return this == WS ? NodeWs.missing() : "";
  }

  /**
   * Starts it inside this process; {@link #WS}, which is not in Java, beside it.
   *
   * @return the server, which listens
   * @throws Exception if it does not start
   */
  public Started start() throws Exception {
    return launch.call();
  }
}
