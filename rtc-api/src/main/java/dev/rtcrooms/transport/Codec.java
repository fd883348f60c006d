package dev.rtcrooms.transport;

import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns messages into the payload of text frames and back. A text frame is one or more messages,
 * separated by a line feed, which occurs nowhere inside a message. Any thread; never blocks.
 */
public interface Codec extends Sizing {

  /**
   * What this codec is called in {@code Sec-WebSocket-Protocol} (RFC 6455 §11.3.4).
   *
   * @return a token
   */
  String subprotocol();

  /**
   * Encodes what a client hears.
   *
   * @param message an event with its number
   * @return one message
   */
  Encoded encode(Outgoing message);

  /**
   * How long a message's encoded form is.
   *
   * @param message an event with its number
   * @return UTF-8 bytes
   */
  @Override
  default int size(Outgoing message) {
    return message.encoded(this).size();
  }

  /**
   * Encodes what a client sends.
   *
   * @param command what it asks
   * @param ref 1 to 64 characters, null if no answer is wanted
   * @return one message
   * @throws IllegalArgumentException if the command's type was not declared
   */
  Encoded encode(Command command, @Nullable String ref);

  /**
   * Reads a frame that a client sent. A message that cannot be read becomes a rejection in its
   * place; empty lines are passed over.
   *
   * @param frame the text of the frame
   * @return what it holds, in order
   */
  List<Inbound> decodeCommands(String frame);

  /**
   * Reads a frame that a client heard.
   *
   * @param frame the text of the frame
   * @return what it holds, in order
   * @throws RefusalException if a message cannot be read
   */
  List<Outgoing> decodeEvents(String frame);

  /**
   * Joins encoded messages into one frame's payload.
   *
   * @param messages at least one
   * @return all of them, in order
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
