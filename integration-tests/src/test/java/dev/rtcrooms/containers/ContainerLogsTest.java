package dev.rtcrooms.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.RoomsBuilder;
import dev.rtcrooms.User;
import dev.rtcrooms.testkit.websocket.RawSocket;
import dev.rtcrooms.transport.HandshakeField;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Which logs of a container show what a client sends, if all loggers log all they can: at the
 * levels that docs/operations.md lists, and the library's own never ({@link CanarySecretsTest}).
 */
class ContainerLogsTest extends ContainerTest {

  private static final String TOKEN = "canary-token.c2lnbmF0dXJl";
  private static final String SESSION = "canary-session-key";
  private static final String CHAT = "canary chat text";

  /** The packages of the servers, and of the library. */
  private static final List<String> FAMILIES =
      List.of(
          "org.apache", "org.eclipse.jetty", "io.undertow", "org.glassfish.tyrus", "dev.rtcrooms");

  private final Logger all = Logger.getLogger("");
  private final Handler handler = new Keeper();

  /** The loggers of the families and their usual levels, since other tests quieten some. */
  private final Map<Logger, Optional<Level>> usual = new LinkedHashMap<>();

  /** What was seen of what a client sent, by the family of the logger and the level. */
  private final Map<String, Set<String>> shown = new ConcurrentSkipListMap<>();

  @Override
  RoomsBuilder builder() {
    return super.builder()
        .authenticator(
            handshake -> User.of(handshake.bearer().filter(TOKEN::equals).orElseThrow()));
  }

  private final class Keeper extends Handler {
    @Override
    public void publish(LogRecord line) {
      StringWriter text = new StringWriter();
      text.append(line.getMessage());
      if (line.getParameters() != null) {
        text.append(Arrays.deepToString(line.getParameters()));
      }
      if (line.getThrown() != null) {
        line.getThrown().printStackTrace(new PrintWriter(text, true));
      }
      String who = family(line.getLoggerName()) + " at " + level(line.getLevel());
      see(who, "room", text.toString().contains(lobby().toString()));
      see(who, "token", text.toString().contains(TOKEN));
      see(who, "session", text.toString().contains(SESSION));
      see(who, "chat", text.toString().contains(CHAT));
    }

    private void see(String who, String secret, boolean seen) {
      if (seen) {
        shown.computeIfAbsent(who, first -> new ConcurrentSkipListSet<>()).add(secret);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static String family(String logger) {
    return FAMILIES.stream().filter(logger::startsWith).findFirst().orElse(logger);
  }

  /** As SLF4J and JBoss Logging call it. */
  private static String level(Level level) {
    return level.intValue() >= Level.INFO.intValue()
        ? "INFO or above"
        : level.intValue() >= Level.FINE.intValue() ? "DEBUG" : "TRACE";
  }

  @BeforeEach
  void listen() {
    shown.clear();
    usual.put(all, Optional.ofNullable(all.getLevel()));
    for (String family : FAMILIES) {
      Logger logger = Logger.getLogger(family);
      usual.put(logger, Optional.ofNullable(logger.getLevel()));
    }
    usual.keySet().forEach(logger -> logger.setLevel(Level.ALL));
    handler.setLevel(Level.ALL);
    all.addHandler(handler);
  }

  @AfterEach
  void stopListening() {
    all.removeHandler(handler);
    usual.forEach((logger, level) -> logger.setLevel(level.orElse(null)));
  }

  @Test
  void theLogsThatShowSecretsAreKnown() throws IOException {
    RawSocket ann =
        raw(
            target(),
            SUBPROTOCOLS
                + ": rtc-rooms.v1, "
                + HandshakeField.BEARER.token(TOKEN)
                + ", "
                + HandshakeField.SESSION.token(SESSION));
    assertThat(ann.readStatus()).isEqualTo(101);
    until(ann, "\"type\":\"hello\"");
    ann.text("{\"type\":\"say\",\"text\":\"" + CHAT + "\"}");
    until(ann, CHAT);

    assertThat(shown).isEqualTo(expected());
  }

  private Map<String, Set<String>> expected() {
    Set<String> handshake = Set.of("room", "session", "token");
    return switch (container) {
      case NETTY -> Map.of();
      case TOMCAT -> Map.of("org.apache at TRACE", handshake);
      case JETTY ->
          Map.of("org.eclipse.jetty at DEBUG", Set.of("room", "session", "token", "chat"));
      case UNDERTOW ->
          Map.of("io.undertow at DEBUG", Set.of("room"), "io.undertow at TRACE", Set.of("room"));
      case TYRUS ->
          Map.of(
              "org.glassfish.tyrus at DEBUG", handshake, "org.glassfish.tyrus at TRACE", handshake);
    };
  }

  private static void until(RawSocket socket, String part) throws IOException {
    String frame = "";
    while (!frame.contains(part)) {
      frame = new String(socket.read(RawSocket.TEXT), StandardCharsets.UTF_8);
    }
  }
}
