package dev.rtcrooms.transport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a room says to a connection in one write: an ordered list of messages, at least one;
 * immutable. Members that hear the same share one batch, whose encoded form is made once for each
 * codec.
 */
public final class Batch {

  private final List<Outgoing> messages;
  private final PerCodec encoded = new PerCodec();

  private Batch(List<Outgoing> messages) {
    this.messages = messages;
  }

  /**
   * A batch of these messages.
   *
   * @param messages at least one, in the order in which they are to be heard; copied
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
   * What is said.
   *
   * @return an unmodifiable list
   */
  public List<Outgoing> messages() {
    return messages;
  }

  /**
   * The payload of the frame; any thread.
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
