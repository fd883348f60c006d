package dev.rtcrooms.json;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.rtcrooms.Limits;
import dev.rtcrooms.transport.Inbound;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any frame at all is read, each of its messages accepted or refused, and nothing else happens. In
 * a build this runs the examples of docs/protocol.md, and whatever has been found before; {@code
 * CONTRIBUTING.md} says how to look for more.
 */
class EnvelopeFuzzTest {

  private static final int MAX_TEXT = 150;

  static Stream<byte[]> examples() {
    List<String> all = ProtocolDocument.read().all().examples("command");
    return Stream.concat(all.stream(), Stream.of(String.join("\n", all)))
        .map(frame -> frame.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("examples")
  @FuzzTest(maxDuration = "24h", maxExecutions = 10_000_000)
  void anyFrameIsRead(byte[] frame) {
    List<Inbound> messages = Frames.CODEC.decodeCommands(new String(frame, StandardCharsets.UTF_8));

    if (messages.size() > Limits.defaults().frameMessages() + 1) {
      throw new AssertionError("More messages than a frame may have");
    }
    messages.forEach(EnvelopeFuzzTest::check);
  }

  private static void check(Inbound message) {
    if (message instanceof Inbound.Accepted accepted) {
      String line = Frames.CODEC.encode(accepted.command(), accepted.ref()).text();
      if (!Frames.CODEC.decodeCommands(line).equals(List.of(accepted))) {
        throw new AssertionError("What was accepted is read otherwise when written again");
      }
    } else if (message instanceof Inbound.Rejected rejected) {
      String text = rejected.refusal().text();
      if (text.isBlank() || text.length() > MAX_TEXT) {
        throw new AssertionError("The refusal says nothing, or too much");
      }
    }
  }
}
