package dev.rtcrooms.transport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The messages of one write, at least one, in order; immutable, any thread. Connections with the
 * same messages share one batch, which is encoded once per codec.
 */
public final class Batch {

  private final List<Outgoing> messages;
  private final PerCodec encoded = new PerCodec();

  private Batch(List<Outgoing> messages) {
    this.messages = messages;
  }

  /**
   * Creates a batch.
   *
   * @param messages at least one, in the order of delivery; copied
   * @return the batch
   * @throws IllegalArgumentException if there is none
   */
  public static Batch of(List<Outgoing> messages) {
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("A batch has at least one message");
    }
    return new Batch(List.copyOf(messages));
  }

  /**
   * Returns the messages. One that waited behind others is decoded from its encoded form when its
   * event is asked for, if {@link Connection#sizing()} is a codec; see {@link Outgoing#relayed}.
   *
   * @return an unmodifiable list
   */
  public List<Outgoing> messages() {
    return messages;
  }

  /**
   * Returns the payload of the frame.
   *
   * @param codec how to encode
   * @return the same object for each call with the same codec
   */
  public Encoded encoded(Codec codec) {
    if (messages.size() == 1) {
      return messages.get(0).encoded(codec);
    }
    Encoded known = encoded.find(codec);
    return known != null ? known : encoded.keep(codec, join(codec));
  }

  private Encoded join(Codec codec) {
    List<Encoded> parts = new ArrayList<>(messages.size());
    for (Outgoing message : messages) {
      parts.add(message.encoded(codec));
    }
    return codec.join(Collections.unmodifiableList(parts));
  }

  @Override
  public String toString() {
    return messages.toString();
  }
}
