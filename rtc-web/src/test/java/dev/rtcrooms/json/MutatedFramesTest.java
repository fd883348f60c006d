package dev.rtcrooms.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Valid messages with random damage, between two whole ones; the same damage in every run. */
class MutatedFramesTest {
  private static final long SEED = 20_260_101;
  private static final String SPICE =
      "{}[]\",:\\/ \t\r\n\0\u001f+-.eE0123456789ntfu\uFEFF\u2028\u00e9";
  private static final ProtocolDocument document = ProtocolDocument.read();
  private static final JsonCodec codec = new JsonCodec(MessageType.builtIn());

  private final Random random = new Random(SEED);

  @Test
  void noDamageReachesTheNeighbours() {
    List<String> examples = document.all().examples("command");
    Map<String, Inbound> whole = new HashMap<>();
    examples.forEach(example -> whole.put(example, codec.decodeCommands(example).get(0)));
    int accepted = 0;
    for (int i = 0; i < 100_000; i++) {
      String first = one(examples);
      String last = one(examples);
      String damaged = damaged(one(examples));
      List<Inbound> messages = codec.decodeCommands(first + "\n" + damaged + "\n" + last);
      assertThat(messages.get(0)).isEqualTo(whole.get(first));
      assertThat(messages.get(messages.size() - 1)).isEqualTo(whole.get(last));
      for (Inbound message : messages.subList(1, messages.size() - 1)) {
        accepted += check(message, damaged) ? 1 : 0;
      }
    }
    assertThat(accepted).as("damage that does not show").isBetween(1_000, 90_000);
  }

  @Test
  void damagedEventsAreReadOrRefused() {
    List<String> examples = document.all().examples("event");
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      try {
        for (Outgoing read : codec.decodeEvents(damaged(one(examples)))) {
          assertThat(codec.decodeEvents(codec.encode(read).text()))
              .singleElement()
              .satisfies(again -> assertThat(again.event()).isEqualTo(read.event()));
        }
      } catch (RefusalException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1_000, 19_000);
  }

  /** Whether the message was accepted; what was accepted can be written and read again. */
  private static boolean check(Inbound message, String damaged) {
    if (message.ref() != null && damaged.indexOf('\\') < 0) {
      assertThat(damaged).contains(message.ref());
    }
    if (message instanceof Inbound.Accepted accepted) {
      String line = codec.encode(accepted.command(), accepted.ref()).text();
      assertThat(codec.decodeCommands(line)).containsExactly(accepted);
      return true;
    }
    String text = ((Inbound.Rejected) message).refusal().text();
    assertThat(text).isNotBlank().hasSizeLessThan(150).doesNotContain("everybody", "fingerprint");
    return false;
  }

  private String one(List<String> examples) {
    return examples.get(random.nextInt(examples.size()));
  }

  private String damaged(String message) {
    StringBuilder text = new StringBuilder(message);
    for (int times = 1 + random.nextInt(4); times > 0 && text.length() > 1; times--) {
      int from = random.nextInt(text.length());
      int to = from + 1 + random.nextInt(Math.min(8, text.length() - from));
      switch (random.nextInt(7)) {
        case 0 -> text.delete(from, to);
        case 1 -> text.insert(from, spice());
        case 2 -> text.setCharAt(from, spice());
        case 3 -> text.setCharAt(from, (char) random.nextInt(Character.MAX_VALUE + 1));
        case 4 -> text.insert(random.nextInt(text.length()), text.substring(from, to));
        case 5 -> text.setLength(from);
        default -> text.insert(from, "\\u" + Integer.toHexString(random.nextInt(0x10000)));
      }
    }
    return text.toString();
  }

  private char spice() {
    return SPICE.charAt(random.nextInt(SPICE.length()));
  }
}
