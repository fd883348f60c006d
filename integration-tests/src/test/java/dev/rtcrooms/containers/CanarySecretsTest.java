package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.User;
import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.ice.IceServers;
import dev.rtcrooms.micrometer.CommandObservations;
import dev.rtcrooms.micrometer.MetricsListener;
import dev.rtcrooms.micrometer.RoomsMetrics;
import dev.rtcrooms.signaling.Streams;
import dev.rtcrooms.spi.RoomListener;
import dev.rtcrooms.testkit.websocket.RawSocket;
import dev.rtcrooms.transport.Handshake;
import dev.rtcrooms.transport.HandshakeField;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Secrets that are sent wherever a client can send something. None comes out in a log of the
 * library at its finest level, in a log of the container at its usual level, in a refusal, in a
 * close frame, in what the listener is told, or in a meter.
 */
class CanarySecretsTest extends ContainerTest {

  private static final String TOKEN = "canary-token.c2lnbmF0dXJl";
  private static final String SESSION = "canary-session-key";
  private static final String PASSWORD = "canaryIcePassword0123456";
  private static final String ADDRESS = "203.0.113.199";
  private static final String CHAT = "canary chat text";
  private static final String BAD_ROOM = "canary-room-that-is-none";
  private static final Pattern CONNECT =
      Pattern.compile("\"type\":\"connect\",\"peer\":\"([^\"]+)\".*?\"negotiation\":(\\d+)");

  /** Kept, because an unreferenced logger forgets its level. */
  private final Logger library = Logger.getLogger("dev.rtcrooms");

  private final Logger all = Logger.getLogger("");
  private final MeterRegistry meters = new SimpleMeterRegistry();

  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private final Handler handler = new Keeper();
  private int commands;

  @Override
  RoomsBuilder builder() {
    return super.builder()
        .feature(Streams.mesh(IceServers.none()))
        .listener(listener())
        .listener(new MetricsListener(meters))
        .commandObserver(observer())
        .authenticator(CanarySecretsTest::login)
        .admission(
            (user, room, role) ->
                CompletableFuture.completedStage(
                    role.defaultGrants().until(Instant.now().plusSeconds(3600))));
  }

  private static User login(Handshake handshake) {
    if (handshake.bearer().filter(TOKEN::equals).isEmpty()) {
      throw new RefusalException(Refusal.UNAUTHENTICATED, "Log in first");
    }
    return User.of("mallory");
  }

  private CommandObservations observer() {
    ObservationRegistry registry = ObservationRegistry.create();
    registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    return new CommandObservations(registry);
  }

  /** Keeps the text of whatever any method is called with. */
  private RoomListener listener() {
    return (RoomListener)
        Proxy.newProxyInstance(
            RoomListener.class.getClassLoader(),
            new Class<?>[] {RoomListener.class},
            (proxy, method, arguments) -> {
              if (method.getDeclaringClass() == Object.class) {
                return method.getName().equals("equals") ? proxy == arguments[0] : 1;
              }
              told.add(method.getName() + Arrays.toString(arguments));
              return null;
            });
  }

  private final class Keeper extends Handler {
    @Override
    public void publish(LogRecord line) {
      StringWriter text = new StringWriter();
      text.append(line.getMessage());
      if (line.getParameters() != null) {
        text.append(MessageFormat.format(" {0}", Arrays.toString(line.getParameters())));
      }
      if (line.getThrown() != null) {
        line.getThrown().printStackTrace(new PrintWriter(text, true));
      }
      logged.add(text.toString());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeEach
  void listen() {
    handler.setLevel(Level.ALL);
    library.setLevel(Level.ALL);
    all.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    all.removeHandler(handler);
    library.setLevel(null);
  }

  @Test
  void noSecretComesOutAnywhere() throws Exception {
    List<String> answers = new ArrayList<>();
    sendInARoom(answers);
    sendByTheJavaClient(answers);
    for (String fields :
        List.of(
            "rtc-bearer.wrong-" + TOKEN,
            "rtc-session." + SESSION + "%21",
            "rtc-session." + SESSION + ", rtc-session." + SESSION,
            "rtc-bearer." + TOKEN + "%20")) {
      answers.add(closing(target(), SUBPROTOCOLS + ": rtc-rooms.v1, " + fields));
    }
    String login = SUBPROTOCOLS + ": rtc-rooms.v1, rtc-bearer." + TOKEN;
    answers.add(closing(target(), login, "Origin: https://canary.example"));
    answers.add(closing("/room/" + BAD_ROOM + "/websocket", login));
    answers.add(closing("/stream/" + BAD_ROOM + "/websocket", login));
    answers.add(closing(target() + "?token=" + TOKEN, "Origin: https://canary.example"));

    await().atMost(1, TimeUnit.MINUTES).untilAsserted(this::listenersHaveHeard);
    assertThat(logged).isNotEmpty();
    new RoomsMetrics(rooms).bindTo(meters);
    List<String> shown = shown();
    for (String secret :
        List.of(TOKEN, SESSION, PASSWORD, ADDRESS, CHAT, BAD_ROOM, lobby().toString())) {
      assertThat(logged).as("logs").noneMatch(line -> line.contains(secret));
      assertThat(told).as("the listener").noneMatch(line -> line.contains(secret));
      assertThat(answers).as("refusals").noneMatch(line -> line.contains(secret));
      assertThat(shown).as("meters").noneMatch(meter -> meter.contains(secret));
    }
  }

  /** Listeners are called later, on a thread of their own. */
  private void listenersHaveHeard() {
    assertThat(told)
        .anyMatch(line -> line.startsWith("joined"))
        .anyMatch(line -> line.startsWith("refused"));
    assertThat(shown())
        .anyMatch(meter -> meter.contains("rtc.rooms.refusals"))
        .anyMatch(meter -> meter.contains("rtc.rooms.command "));
  }

  private List<String> shown() {
    return meters.getMeters().stream().map(CanarySecretsTest::text).toList();
  }

  private static String text(Meter meter) {
    Meter.Id id = meter.getId();
    return id.getName() + " " + id.getTags() + " " + id.getDescription();
  }

  private void sendInARoom(List<String> answers) throws IOException {
    RawSocket bob = member();
    RawSocket mallory = member();
    mallory.text("{\"type\":\"publish\",\"ref\":\"publish\"}");
    Matcher connect = CONNECT.matcher(until(mallory, "\"type\":\"connect\""));
    assertThat(connect.find()).isTrue();
    String to = "\"peer\":\"" + connect.group(1) + "\",\"negotiation\":" + connect.group(2);
    for (String message :
        List.of(
            "\"type\":\"say\",\"text\":\"" + CHAT.repeat(500) + "\"",
            "\"type\":\"say\",\"id\":\"\",\"text\":\"" + CHAT + "\"",
            "\"type\":\"say\",\"text\":17,\"x\":\"" + CHAT + "\"",
            "\"type\":\"" + CHAT + "\"",
            "\"type\":\"refresh\",\"token\":\"wrong-" + TOKEN + "\"",
            "\"type\":\"refresh\",\"token\":\"" + TOKEN + " \"",
            "\"type\":\"offer\"," + to + ",\"sdp\":\"" + sdp("a=crypto:1 x") + "\"",
            "\"type\":\"offer\"," + to + ",\"sdp\":\"" + PASSWORD + "\"",
            "\"type\":\"candidate\"," + to + ",\"candidate\":{\"candidate\":\"" + ADDRESS + "\"}",
            "\"type\":\"answer\"," + to + ",\"sdp\":\"" + sdp("a=mid:0") + "\"")) {
      answers.add(refusal(mallory, message));
    }
    mallory.text("{\"type\":\"say\",\"text\":\"" + CHAT);
    answers.add(until(mallory, "\"type\":\"refusal\""));
    mallory.text("{\"type\":\"say\",\"text\":\"" + CHAT + "\"}");
    until(mallory, CHAT);
    mallory.text("{\"type\":\"offer\"," + to + ",\"sdp\":\"" + sdp("a=mid:0") + "\"}");
    until(bob, PASSWORD);
    bob.close();
    mallory.send(RawSocket.BINARY, true, CHAT.getBytes(StandardCharsets.US_ASCII));
    answers.add(new String(mallory.read(RawSocket.CLOSE), StandardCharsets.UTF_8));
  }

  private void sendByTheJavaClient(List<String> answers) throws Exception {
    URI link = URI.create("ws://127.0.0.1:" + port() + target());
    try (RoomClient client =
        RoomClient.builder(link)
            .token(() -> CompletableFuture.completedStage(TOKEN))
            .session(SESSION + commands++)
            .build()) {
      client.connect().get(30, TimeUnit.SECONDS);
      client.say(CHAT).get(30, TimeUnit.SECONDS);
      answers.add(
          client
              .say(CHAT.repeat(500))
              .handle((reply, failure) -> String.valueOf(failure))
              .get(30, TimeUnit.SECONDS));
    }
  }

  private RawSocket member() throws IOException {
    RawSocket member =
        raw(
            target(),
            SUBPROTOCOLS
                + ": rtc-rooms.v1, "
                + HandshakeField.BEARER.token(TOKEN)
                + ", "
                + HandshakeField.SESSION.token(SESSION + commands++));
    assertThat(member.readStatus()).isEqualTo(101);
    until(member, "\"type\":\"hello\"");
    return member;
  }

  private static String sdp(String line) {
    return String.join(
        "\\r\\n",
        "v=0",
        "o=- 1 1 IN IP4 127.0.0.1",
        "s=-",
        "t=0 0",
        "m=video 9 UDP/TLS/RTP/SAVPF 96",
        "c=IN IP4 0.0.0.0",
        "a=mid:0",
        "a=rtcp-mux",
        "a=ice-ufrag:abcd",
        "a=ice-pwd:" + PASSWORD,
        "a=fingerprint:sha-256 5A:0D:3C:91",
        "a=setup:actpass",
        "a=candidate:1 1 udp 1 " + ADDRESS + " 9 typ host",
        line,
        "");
  }

  /** Sends a command that is refused. */
  private String refusal(RawSocket socket, String fields) throws IOException {
    String ref = "canary-" + commands++;
    socket.text("{\"ref\":\"" + ref + "\"," + fields + "}");
    String answer = until(socket, "\"ref\":\"" + ref + "\"");
    String line = answer.lines().filter(l -> l.contains(ref)).findFirst().orElseThrow();
    assertThat(line).as(fields).contains("\"type\":\"refusal\"");
    return line;
  }

  private static String until(RawSocket socket, String part) throws IOException {
    String frame = "";
    while (!frame.contains(part)) {
      frame = new String(socket.read(RawSocket.TEXT), StandardCharsets.UTF_8);
    }
    return frame;
  }

  /** Connects in vain: what the close frame says. */
  private String closing(String target, String... headers) throws IOException {
    try (RawSocket socket = raw(target, headers)) {
      assertThat(socket.readStatus()).isEqualTo(101);
      return new String(socket.read(RawSocket.CLOSE), StandardCharsets.UTF_8);
    }
  }
}
