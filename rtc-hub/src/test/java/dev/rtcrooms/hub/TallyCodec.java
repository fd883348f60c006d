package dev.rtcrooms.hub;

import dev.rtcrooms.message.Command;
import dev.rtcrooms.transport.Codec;
import dev.rtcrooms.transport.Encoded;
import dev.rtcrooms.transport.Inbound;
import dev.rtcrooms.transport.Outgoing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Encodes an event as what it calls itself, by which it also knows it again, and keeps a tally of
 * its work; for one thread.
 */
public class TallyCodec implements Codec {

  final List<Outgoing> encoded = new ArrayList<>();
  private final Map<String, Outgoing> known = new HashMap<>();
  int joined;

  @Override
  public String subprotocol() {
    return "tally";
  }

  @Override
  public Encoded encode(Outgoing message) {
    encoded.add(message);
    known.put(message.toString(), message);
    return Encoded.ofText(message.toString());
  }

  @Override
  public Encoded join(List<Encoded> messages) {
    joined++;
    return Codec.super.join(messages);
  }

  @Override
  public Encoded encode(Command command, @Nullable String ref) {
    throw new UnsupportedOperationException("The hub encodes no commands");
  }

  @Override
  public List<Inbound> decodeCommands(CharSequence frame) {
    throw new UnsupportedOperationException("The hub reads no frames");
  }

  @Override
  public List<Outgoing> decodeEvents(String frame) {
    return List.of(Objects.requireNonNull(known.get(frame)));
  }
}
