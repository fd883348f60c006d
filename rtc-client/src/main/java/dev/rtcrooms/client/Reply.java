package dev.rtcrooms.client;

import dev.rtcrooms.message.Fields;
import dev.rtcrooms.message.RecordFormat;
import java.util.OptionalLong;

/**
 * The answer to a command that was executed; immutable, any thread.
 *
 * @param recorded the number of the last event that the command recorded; empty if it recorded none
 * @param fields the data of the answer; without fields if the command's type declares none
 */
public record Reply(OptionalLong recorded, Fields fields) {

  /**
   * Reads the data of the answer.
   *
   * @param type the record that the command's type declares by {@link
   *     dev.rtcrooms.message.MessageType#withReply(Class)}
   * @param <T> the record
   * @return the data
   * @throws dev.rtcrooms.RefusalException if the fields do not match the record
   */
  public <T extends Record> T data(Class<T> type) {
    return RecordFormat.of(type).read(fields);
  }
}
