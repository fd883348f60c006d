package dev.rtcrooms.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PayloadTest {
  private static final int RUN = Payload.RUNS - 1;
  private static final int SENDER = 123_456;
  private static final int NUMBER = 987_654_321;

  @Test
  void aPayloadSaysWhoSentItAndWhichOneItIs() {
    byte[] payload = Payload.blank(20);
    Payload.write(payload, 0, RUN, SENDER, NUMBER);

    assertThat(Payload.run(payload, 0)).isEqualTo(RUN);
    assertThat(Payload.sender(payload, 0)).isEqualTo(SENDER);
    assertThat(Payload.number(payload, 0)).isEqualTo(NUMBER);
    assertThat(new String(payload, StandardCharsets.US_ASCII)).matches("@@[\\w-]{18}");
  }

  @Test
  void allPayloadsOfAFrameAreFoundWhereverTheyStand() {
    for (int size : List.of(12, 13, 20, 128, 8192)) {
      for (int indent = 0; indent < 4; indent++) {
        String payload = "@@" + "x".repeat(size - 2);
        String message = " ".repeat(indent) + "{\"text\":\"" + payload + "\",\"at\":1}\n";
        byte[] frame = message.repeat(3).getBytes(StandardCharsets.US_ASCII);
        int first = message.indexOf('@');

        assertThat(found(frame, size))
            .as("size %d, indent %d", size, indent)
            .isEqualTo(IntStream.range(0, 3).mapToObj(i -> first + i * message.length()).toList());
      }
    }
  }

  @Test
  void payloadsThatStandSideBySideAreFound() {
    byte[] frame = ("@@" + "x".repeat(10)).repeat(2).getBytes(StandardCharsets.US_ASCII);

    assertThat(found(frame, 12)).containsExactly(0, 12);
  }

  @Test
  void aMarkerWithoutRoomForAHeaderIsNone() {
    byte[] frame = "a@b @@34567890".getBytes(StandardCharsets.US_ASCII);

    assertThat(found(frame, 12)).isEmpty();
  }

  @Test
  void aScriptChangesItsNumbersOnly() {
    Script script = new Script("{\"id\":\"{seq}\",\"text\":\"{payload}\"}", 20);
    String first = new String(script.say(7, 8, 9), StandardCharsets.US_ASCII);
    String second = new String(script.say(7, 8, 10), StandardCharsets.US_ASCII);

    assertThat(first).matches("\\{\"id\":\"00009\",\"text\":\"@@0700800009\\w{8}\"}");
    assertThat(second).isEqualTo(first.replace("00009", "0000A"));
  }

  private static List<Integer> found(byte[] frame, int size) {
    List<Integer> places = new ArrayList<>();
    for (int at = Payload.find(frame, 0, frame.length);
        at >= 0;
        at = Payload.find(frame, at + size, frame.length)) {
      places.add(at);
    }
    return places;
  }
}
