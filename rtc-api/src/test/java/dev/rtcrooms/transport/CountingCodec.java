package dev.rtcrooms.transport;

import dev.rtcrooms.message.Command;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Encodes an event as what it calls itself, and counts how often it is asked; any thread. */
final class CountingCodec implements Codec {

  final AtomicInteger encoded = new AtomicInteger();
  final AtomicInteger joined = new AtomicInteger();

  @Override
  public String subprotocol() {
    return "counting";
  }

  @Override
  public Encoded encode(Outgoing message) {
    encoded.incrementAndGet();
    return Encoded.ofText(message.toString());
  }

  @Override
  public Encoded join(List<Encoded> messages) {
    joined.incrementAndGet();
    return Codec.super.join(messages);
  }

  @Override
  public Encoded encode(Command command, String ref) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Inbound> decodeCommands(CharSequence frame) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Outgoing> decodeEvents(String frame) {
    throw new UnsupportedOperationException();
  }
}
