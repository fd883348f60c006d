package dev.rtcrooms.examples.hands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.examples.hands.Hands.CallOn;
import dev.rtcrooms.examples.hands.Hands.CalledOn;
import dev.rtcrooms.examples.hands.Hands.Hand;
import dev.rtcrooms.examples.hands.Hands.HandsUp;
import dev.rtcrooms.examples.hands.Hands.RaiseHand;
import dev.rtcrooms.json.JsonCodec;
import dev.rtcrooms.message.Event;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Say;
import dev.rtcrooms.testkit.contract.CodecContract;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Our messages beside the library's own, under everything that a codec promises. */
class HandsOnTheWireTest extends CodecContract {

  private static final List<MessageType<?>> OURS =
      List.of(RaiseHand.TYPE, CallOn.TYPE, HandsUp.TYPE, CalledOn.TYPE);

  private final Codec codec = codec(List.of());

  @Override
  protected Codec codec(List<MessageType<?>> types) {
    List<MessageType<?>> all = new ArrayList<>(types);
    all.addAll(OURS);
    return new JsonCodec(all);
  }

  @Override
  protected Map<String, String> badMessages() {
    return Map.of(
        "{\"type\":\"raise-hand\"",
        Refusal.MALFORMED,
        "{\"type\":\"raise-foot\"}",
        Refusal.UNKNOWN_TYPE,
        "{\"type\":\"candidate\",\"peer\":7}",
        Refusal.BAD_FIELD);
  }

  @Override
  protected List<String> variants(String ref, Say say) {
    return List.of(
        " {\"ref\": \"%s\", \"text\": \"%s\", \"id\": \"%s\", \"type\": \"say\", \"mood\": 1}"
            .formatted(ref, say.text(), say.id()));
  }

  @Test
  void ourCommandsComeBackAsTheyWere() {
    RaiseHand raise = new RaiseHand(true, "Grüße");
    Encoded line = codec.encode(raise, "r");

    assertThat(codec.decodeCommands(line.text())).containsExactly(new Inbound.Accepted("r", raise));
  }

  @Test
  void ourEventsComeBackAsTheyWere() {
    Hand hand = new Hand("c", "Ann", "");
    assertThat(heard(Outgoing.of(HandsUp.TYPE, new HandsUp(List.of(hand)))))
        .isEqualTo(new HandsUp(List.of(hand)));
    assertThat(heard(Outgoing.recorded(CalledOn.TYPE, new CalledOn(hand), 7)))
        .isEqualTo(new CalledOn(hand));
  }

  private Event heard(Outgoing message) {
    return codec.decodeEvents(message.encoded(codec).text()).get(0).event();
  }

  @Test
  void aTopicThatIsTooLongIsRefusedByName() {
    RaiseHand tooLong = new RaiseHand(true, "x".repeat(81));

    Inbound read = codec.decodeCommands(codec.encode(tooLong, "r").text()).get(0);

    assertThat(read).isInstanceOf(Inbound.Rejected.class);
    assertThat(((Inbound.Rejected) read).refusal().field()).contains("topic");
  }
}
