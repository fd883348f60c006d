package dev.rtcrooms.transport;

import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes messages as the payload of text frames, and decodes them. A text frame has one or more
 * messages, separated by line feeds; no message contains a line feed. Any thread; never blocks.
 */
public interface Codec extends Sizing {

  /**
   * Returns the name of this codec in {@code Sec-WebSocket-Protocol} (RFC 6455 §11.3.4).
   *
   * @return a token
   */
  String subprotocol();

  /**
   * Encodes an event.
   *
   * @param message the event and, if it is recorded, its number
   * @return one message
   */
  Encoded encode(Outgoing message);

  /**
   * Returns the length of the encoded form.
   *
   * @param message the event and, if it is recorded, its number
   * @return UTF-8 bytes
   */
  @Override
  default int size(Outgoing message) {
    return message.encoded(this).size();
  }

  /**
   * Encodes a command.
   *
   * @param command the command
   * @param ref 1 to 64 characters, null if no answer is wanted
   * @return one message
   * @throws IllegalArgumentException if the command's type was not declared
   */
  Encoded encode(Command command, @Nullable String ref);

  /**
   * Decodes a frame from a client. A message that cannot be read becomes an {@link
   * Inbound.Rejected} in its place. Empty lines are ignored.
   *
   * @param frame the text of the frame: a {@link String}, or a {@link java.nio.CharBuffer} with an
   *     array, as {@link InboundFrame} returns them, or any other sequence
   * @return its messages, in order
   */
  List<Inbound> decodeCommands(CharSequence frame);

  /**
   * Decodes a frame to a client.
   *
   * @param frame the text of the frame
   * @return its messages, in order
   * @throws RefusalException if a message cannot be read
   */
  List<Outgoing> decodeEvents(String frame);

  /**
   * Joins encoded messages into the payload of one frame.
   *
   * @param messages at least one
   * @return the payload, with the messages in order
   */
  default Encoded join(List<Encoded> messages) {
    int size = messages.size() - 1;
    for (Encoded message : messages) {
      size += message.size();
    }
    byte[] joined = new byte[size];
    int at = 0;
    for (Encoded message : messages) {
      if (at > 0) {
        joined[at++] = '\n';
      }
      message.copyTo(joined, at);
      at += message.size();
    }
    return Encoded.ofUtf8(joined);
  }
}
