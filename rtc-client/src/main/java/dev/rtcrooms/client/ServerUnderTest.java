package dev.rtcrooms.client;

import dev.rtcrooms.Role;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.json.JsonText;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.testkit.TestServer;
import dev.rtcrooms.transport.Handshake;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A running server, for {@link dev.rtcrooms.testkit.TestRooms#at}: each client of the test is a
 * {@link RoomClient}. Needs the dependency {@code rtc-testkit}. Give it all settings before the
 * test; for the test's thread.
 *
 * <pre>{@code
 * @RegisterExtension
 * final TestRooms rooms =
 *     TestRooms.at(ServerUnderTest.at(() -> URI.create("http://localhost:" + port)));
 *
 * @Test void everybodyHearsWhatIsSaid() {
 *   var ann = rooms.join("lobby", "ann");
 *   var bob = rooms.join("lobby", "bob");
 *   ann.send(new Say("hi"));
 *   assertThat(bob.next(Said.class).text()).isEqualTo("hi");
 * }
 * }</pre>
 */
@SuppressWarnings("exports") // who uses this has the test kit
public final class ServerUnderTest implements TestServer {

  private static final Set<String> SCHEMES = Set.of("http", "ws");

  private final Supplier<URI> address;
  private MessageType<?>[] own = {};
  private BiConsumer<? super String, ? super RoomClientBuilder> login =
      (user, client) -> client.name(user);
  private Supplier<Optional<Rooms>> rooms = Optional::empty;

  private ServerUnderTest(Supplier<URI> address) {
    this.address = address;
  }

  /** What all clients share that are not given an HTTP client. */
  private static final class Shared {
    static final HttpClient HTTP = HttpClient.newHttpClient();
  }

  /**
   * Describes a server.
   *
   * @param address asked whenever a client connects: an {@code http} address of this machine's
   *     {@linkplain InetAddress#getLoopbackAddress loopback interface}, below which are the links
   *     {@code room/} and {@code stream/}, which tell the address of the WebSocket; or a {@code ws}
   *     address, if the server has no pages
   * @return the server, whose users come as guests with their names
   */
  public static ServerUnderTest at(Supplier<URI> address) {
    return new ServerUnderTest(address);
  }

  /**
   * Declares messages of the host's own, besides the library's.
   *
   * @param types the same types that the server declares
   * @return this server
   */
  public ServerUnderTest types(MessageType<?>... types) {
    own = types.clone();
    return this;
  }

  /**
   * Sets how users log in. Default: they come as guests with their names. Not called for {@link
   * dev.rtcrooms.testkit.Arrival#asGuest}.
   *
   * @param how gets the user's name, and a client to which it gives a token, a header, or an HTTP
   *     client that has logged in
   * @return this server
   */
  public ServerUnderTest login(BiConsumer<? super String, ? super RoomClientBuilder> how) {
    login = how;
    return this;
  }

  /**
   * Shows the rooms of a server in this process to the test. Default: none.
   *
   * @param served asked whenever the test wants them
   * @return this server
   */
  public ServerUnderTest rooms(Supplier<? extends Rooms> served) {
    rooms = () -> Optional.<Rooms>of(served.get());
    return this;
  }

  @Override
  public int port() {
    int port = base().getPort();
    return port < 0 ? 80 : port;
  }

  /** The address, with a slash at its end. */
  private URI base() {
    URI given = address.get();
    if (!SCHEMES.contains(String.valueOf(given.getScheme())) || !isThisMachine(given.getHost())) {
      throw new IllegalArgumentException(
          "A server under test has an http or ws address of this machine, at "
              + InetAddress.getLoopbackAddress().getHostAddress()
              + ", not "
              + given);
    }
    String text = given.toString();
    return text.endsWith("/") ? given : URI.create(text + "/");
  }

  private static boolean isThisMachine(@Nullable String host) {
    try {
      return host != null
          && List.of(InetAddress.getAllByName(host)).contains(InetAddress.getLoopbackAddress());
    } catch (UnknownHostException e) {
      return false;
    }
  }

  @Override
  public List<MessageType<?>> messageTypes() {
    return Stream.concat(MessageType.builtIn().stream(), Stream.of(own)).toList();
  }

  @Override
  public Optional<Rooms> rooms() {
    return rooms.get();
  }

  @Override
  public String streamId(String user, Handshake handshake) {
    URI base = base();
    if (base.getScheme().equals("ws")) {
      throw new IllegalStateException("A server without pages tells no stream links");
    }
    URI link = link(base, handshake);
    RoomClientBuilder settings = settings(link, user, handshake);
    HttpResponse<String> answer;
    try {
      answer =
          settings
              .freshToken()
              .thenApply(token -> Target.request(link, settings.headers, token))
              .thenCompose(page -> httpOf(settings).sendAsync(page, BodyHandlers.ofString()))
              .toCompletableFuture()
              .join();
    } catch (CompletionException e) {
      throw unreachable(base, e);
    }
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          user + " asked for the stream link, and was answered HTTP status " + answer.statusCode());
    }
    String stream = JsonText.read(answer.body()).text("streamLink");
    return stream.substring(stream.lastIndexOf('/') + 1);
  }

  @Override
  public Link connect(String user, Handshake handshake, int port, Ear ear) {
    URI base = base();
    URI link = link(base, handshake);
    RoomClientBuilder settings = settings(link, user, handshake);
    settings.link(
        () ->
            settings
                .freshToken()
                .thenCompose(token -> Target.of(link, httpOf(settings), settings.headers, token))
                .thenApply(address -> at(base.getHost(), port, address)));
    return new ClientUnderTest(settings, base, messageTypes(), ear);
  }

  private static URI link(URI base, Handshake handshake) {
    String path = handshake.role() == Role.WATCHER ? "stream/" : "room/";
    String end = base.getScheme().equals("ws") ? "/websocket" : "";
    return base.resolve(path + handshake.key() + end);
  }

  /** The settings for a handshake, with the login of a user who is no guest. */
  private RoomClientBuilder settings(URI link, String user, Handshake handshake) {
    RoomClientBuilder settings = RoomClient.builder(link).types(own).httpClient(Shared.HTTP);
    handshake.name().ifPresent(settings::name);
    if (handshake.principal() != null) {
      login.accept(user, settings);
    }
    handshake.session().ifPresent(settings::session);
    handshake.resume().ifPresent(settings::resuming);
    if (handshake.header("Authorization").isEmpty()) {
      handshake
          .bearer()
          .ifPresent(token -> settings.token(() -> CompletableFuture.completedStage(token)));
    }
    handshake.headers().forEach((name, values) -> addHeader(settings, name, values));
    return settings;
  }

  /** Fields of the handshake are set already. */
  private static void addHeader(RoomClientBuilder settings, String name, List<String> values) {
    if (!name.equalsIgnoreCase("Sec-WebSocket-Protocol")) {
      values.forEach(value -> settings.header(name, value));
    }
  }

  /** The failure to connect to a server. */
  static IllegalStateException unreachable(URI address, Throwable failure) {
    return new IllegalStateException(
        address + " cannot be reached: " + Target.words(failure), Target.cause(failure));
  }

  private static HttpClient httpOf(RoomClientBuilder settings) {
    return settings.http != null ? settings.http : Shared.HTTP;
  }

  /** The kit's network leads to the server, also if the server has another name for itself. */
  private static URI at(String host, int port, URI address) {
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    return URI.create("ws://" + host + ":" + port + address.getRawPath() + query);
  }
}
