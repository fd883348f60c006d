package dev.rtcrooms.examples.quickstart;

import dev.rtcrooms.Feature;
import dev.rtcrooms.Room;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.hub.RtcRooms;
import dev.rtcrooms.hub.chat.Chat;
import dev.rtcrooms.hub.moderation.Moderation;
import dev.rtcrooms.hub.presence.Presence;
import dev.rtcrooms.hub.presence.Viewers;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.redis.RedisCluster;
import dev.rtcrooms.redis.RedisHistory;
import dev.rtcrooms.sfu.Sfu;
import dev.rtcrooms.sfu.WhipRoutes;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.spi.RoomListener;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.logging.LogManager;

/** A server with rooms, chat, viewers and video; {@code --help} lists its options. */
public final class Quickstart {

  private static final int CANNOT_START = 1;
  private static final int BAD_OPTION = 2;

  private Quickstart() {}

  /**
   * The rooms of this example, with media from browser to browser.
   *
   * @param options may contain a secret
   * @return a builder, for one thread
   */
  public static RoomsBuilder rooms(Options options) {
    return rooms(options, Streams.mesh(IceServers.none()));
  }

  /** Add features of your own here. */
  private static RoomsBuilder rooms(Options options, Feature.Factory streams) {
    RoomsBuilder builder =
        RtcRooms.builder()
            .feature(Presence::new)
            .feature(Viewers::new)
            .feature(Chat::new)
            .feature(Moderation::new)
            .feature(FirstModerates::new)
            .feature(streams);
    RoomName.addTo(builder);
    if (options.publicUrl() != null) {
      builder.clientAddress(handshake -> handshake.forwardedFor(1)); // as the proxy saw it
    }
    return options.secret() == null ? builder : builder.secret(options.secret());
  }

  /**
   * Starts the server inside this process.
   *
   * @param options where it listens
   * @return the server, ready for browsers
   * @throws IOException if it cannot listen there, or Redis cannot be used; the message is one line
   */
  public static QuickstartServer start(Options options) throws IOException {
    QuickstartServer.tryAddress(options); // before the SFU and Redis, which log lines of their own
    if (options.cluster() != null) {
      return joined(options, options.cluster());
    } else if (options.redis() != null) {
      return lasting(options, options.redis(), Objects.requireNonNull(options.secret()));
    }
    return start(options, builder -> builder);
  }

  /** One of several processes with the same rooms. */
  private static QuickstartServer joined(Options options, String url) throws IOException {
    RedisCluster cluster = connected(RedisCluster.builder(url).name("quickstart")::connect);
    try {
      URI address = options.nodeUrl();
      return start(
          options,
          builder ->
              address == null ? builder.cluster(cluster) : builder.cluster(cluster, address));
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** A process whose rooms' history outlives it. */
  private static QuickstartServer lasting(Options options, String url, String secret)
      throws IOException {
    RedisHistory history =
        connected(RedisHistory.builder(url).name("quickstart").secret(secret)::connect);
    try {
      return start(options, builder -> builder.history(history)).andThen(history::close);
    } catch (IOException | RuntimeException e) {
      history.close();
      throw e;
    }
  }

  private static <T> T connected(Supplier<T> connect) throws IOException {
    try {
      return connect.get();
    } catch (IllegalStateException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static QuickstartServer start(Options options, UnaryOperator<RoomsBuilder> more)
      throws IOException {
    if (options.streams() == Options.Media.MESH) {
      return QuickstartServer.start(options, () -> more.apply(rooms(options)).build());
    }
    Sfu sfu = Sfu.builder().build();
    try {
      Feature.Factory streams = Streams.sfu(IceServers.none(), sfu);
      return QuickstartServer.start(
              options,
              () -> more.apply(recorded(options, streams, sfu)).build(),
              rooms -> List.of(WhipRoutes.of(rooms, sfu)))
          .andThen(sfu::close);
    } catch (IOException | RuntimeException e) {
      sfu.close();
      throw e;
    }
  }

  private static RoomsBuilder recorded(Options options, Feature.Factory streams, Sfu sfu) {
    RoomsBuilder builder = rooms(options, streams);
    Path folder = options.record();
    return folder == null ? builder : builder.listener(new Recorder(sfu, folder));
  }

  /** Records each room from its beginning. */
  private record Recorder(Sfu sfu, Path folder) implements RoomListener {
    @Override
    public void roomOpened(Room room) {
      sfu.record(room, folder);
    }
  }

  /**
   * Starts the server, prints its address, and leaves it running until the process ends.
   *
   * @param arguments see {@code --help}
   */
  public static void main(String[] arguments) {
    try {
      if (CommandLine.asksForHelp(List.of(arguments))) {
        System.out.print(CommandLine.EXPLAINED);
        return;
      }
      Options options = CommandLine.parse(List.of(arguments), System.getenv());
      configureLogging();
      QuickstartServer server = start(options);
      Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "goodbye"));
      System.out.println("RTC Rooms quickstart: " + server.url());
    } catch (BadOptionException e) {
      end(BAD_OPTION, e);
    } catch (IOException e) {
      end(CANNOT_START, e);
    }
  }

  /** Configures logging unless a system property does, as {@link LogManager} describes. */
  private static void configureLogging() throws IOException {
    if (System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    try (InputStream in = Quickstart.class.getResourceAsStream("logging.properties")) {
      LogManager.getLogManager().readConfiguration(in);
    }
  }

  /** Ends the process, even if it is Maven's, which would otherwise print a stack trace. */
  private static void end(int status, Exception problem) {
    System.err.println(problem.getMessage());
    System.exit(status);
  }
}
