package dev.rtcrooms.json;

import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.FieldReader;
import dev.rtcrooms.message.FieldWriter;
import dev.rtcrooms.message.MessageType;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A host's own command, with every kind of field. */
record Wave(
    String to,
    long times,
    boolean wildly,
    List<String> flags,
    Wave.Hand hand,
    List<Wave.Hand> others)
    implements CustomCommand {
  static final MessageType<Wave> TYPE = of(Wave::read, Wave::write);

  /** What is waved with. */
  record Hand(String side, @Nullable Long fingers) {
    static Hand read(FieldReader fields) {
      Long fingers = fields.optionalNumber("fingers").orElse(null);
      if (fingers != null && fingers > 5) {
        throw new IllegalArgumentException("a hand has 5 fingers");
      }
      return new Hand(fields.text("side"), fingers);
    }

    static void write(Hand hand, FieldWriter fields) {
      fields.text("side", hand.side);
      if (hand.fingers != null) {
        fields.number("fingers", hand.fingers);
      }
    }
  }

  static MessageType<Wave> of(
      Function<FieldReader, Wave> reader, BiConsumer<Wave, FieldWriter> writer) {
    return MessageType.of("wave", Wave.class, reader, writer);
  }

  static Wave at(String whom) {
    return new Wave(whom, 3, true, List.of("red"), new Hand("left", 5L), List.of());
  }

  private static Wave read(FieldReader fields) {
    return new Wave(
        fields.text("to"),
        fields.number("times"),
        fields.flag("wildly"),
        fields.texts("flags"),
        fields.object("hand", Hand::read),
        fields.objects("others", Hand::read));
  }

  private static void write(Wave wave, FieldWriter fields) {
    fields
        .text("to", wave.to)
        .number("times", wave.times)
        .flag("wildly", wave.wildly)
        .texts("flags", wave.flags)
        .object("hand", wave.hand, Hand::write)
        .objects("others", wave.others, Hand::write);
  }
}
