package dev.rtcrooms.hub.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.CustomEvent;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Refresh;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The types that clients may send, and those that nodes send each other. */
class MessageTypesTest {

  record Wave() implements CustomEvent {}

  private final MessageTypes types = new MessageTypes();

  @Test
  void noClientSendsADecisionOfTheHost() {
    assertThat(types.all()).isEqualTo(MessageType.builtIn());
  }

  @Test
  void noNodeSendsATokenToAnother() {
    MessageType<Wave> wave = MessageType.of("wave", Wave.class);
    types.add(wave);
    List<MessageType<?>> expected = new ArrayList<>(MessageType.builtIn());
    expected.remove(Refresh.TYPE);
    expected.add(Renewed.TYPE);
    expected.add(wave);
    assertThat(types.betweenNodes()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void aDecisionCountsAsTheCommandThatItAnswers() {
    Renewed renewed = new Renewed(Refusal.of(Refusal.NOT_ALLOWED, "This token is of another user"));
    assertThat(types.of(renewed).name()).isEqualTo(Refresh.TYPE.name());
    assertThat(types.copy().of(renewed).name()).isEqualTo(Refresh.TYPE.name());
  }

  @Test
  void aNameIsTakenOnce() {
    assertThatThrownBy(() -> types.add(MessageType.of("refresh", Wave.class)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
