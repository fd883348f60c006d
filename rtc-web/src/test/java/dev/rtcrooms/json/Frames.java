package dev.rtcrooms.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Limits;
import dev.rtcrooms.Refusal;
import dev.rtcrooms.message.Command;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.transport.Inbound;
import java.util.ArrayList;
import java.util.List;

/** Reads frames for tests, with a codec that knows the built-in messages and {@link Wave}. */
final class Frames {
  static final JsonCodec CODEC = codec(Limits.defaults(), Wave.TYPE);

  private Frames() {}

  static JsonCodec codec(Limits limits, MessageType<?>... more) {
    List<MessageType<?>> types = new ArrayList<>(MessageType.builtIn());
    types.addAll(List.of(more));
    return new JsonCodec(types, limits);
  }

  static List<Inbound> read(String... lines) {
    return CODEC.decodeCommands(String.join("\n", lines));
  }

  static Command accepted(String line) {
    List<Inbound> messages = read(line);
    assertThat(messages).singleElement().isInstanceOf(Inbound.Accepted.class);
    return ((Inbound.Accepted) messages.get(0)).command();
  }

  static Inbound.Rejected rejected(String line) {
    List<Inbound> messages = read(line);
    assertThat(messages).singleElement().isInstanceOf(Inbound.Rejected.class);
    return (Inbound.Rejected) messages.get(0);
  }

  static Refusal refused(String line) {
    return rejected(line).refusal();
  }
}
