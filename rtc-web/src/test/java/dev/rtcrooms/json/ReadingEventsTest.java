package dev.rtcrooms.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.ViewerCount;
import dev.rtcrooms.transport.Outgoing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How a client in Java reads what it hears; the protocol document's examples are read elsewhere.
 */
class ReadingEventsTest {
  private static final JsonCodec codec = Frames.CODEC;

  @Test
  void unknownFieldsAreIgnored() {
    assertThat(
            codec.decodeEvents(
                "{\"fps\":29.97,\"type\":\"viewers\",\"watchers\":2,\"participants\":1,"
                    + "\"watcherConnections\":4,\"participantConnections\":3}"))
        .extracting(Outgoing::event)
        .containsExactly(new ViewerCount(1, 2, 3, 4));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "nonsense; malformed",
        "{}; malformed",
        "{\"watchers\":1}; missing-field",
        "{\"type\":\"from-the-future\"}; unknown-type",
        "{\"type\":\"say\",\"text\":\"hi\"}; unknown-type",
        "{\"type\":\"viewers\",\"watchers\":1}; missing-field",
        "{\"type\":\"viewers\",\"watchers\":1,\"participants\":4294967296}; bad-field",
        "{\"type\":\"ping\",\"offset\":0}; bad-field",
        "{\"type\":\"ping\",\"offset\":\"1\"}; bad-field",
        "{\"type\":\"streams\",\"publishers\":[],\"iceServers\":[{\"urls\":[]}]}; bad-field",
        "{\"type\":\"hello\",\"client\":\"c\",\"user\":\"u\",\"name\":\"n\",\"role\":\"window\"}; bad-field",
      })
  void whatCannotBeReadIsThrown(String frame, String code) {
    assertThatThrownBy(() -> codec.decodeEvents(frame))
        .isInstanceOfSatisfying(
            RefusalException.class, e -> assertThat(e.refusal().code()).isEqualTo(code));
  }

  @Test
  void aBadFieldInAListIsNamedByItsPath() {
    assertThatThrownBy(
            () -> codec.decodeEvents("{\"type\":\"members\",\"members\":[{\"client\":\"c\"}]}"))
        .isInstanceOfSatisfying(
            RefusalException.class,
            e ->
                assertThat(e.refusal())
                    .isEqualTo(
                        Refusal.ofField(
                            Refusal.MISSING_FIELD, "members[0].user", "user is missing")));
  }
}
