package dev.rtcrooms.transport;

import dev.rtcrooms.CloseReason;

/**
 * An open connection that a transport gives to {@link dev.rtcrooms.Rooms#accept}; threads as each
 * method says. It need not be a socket of this process. The hub never begins a second write before
 * the first has ended.
 */
public interface Connection {

  /**
   * Returns the lane on which writes to this connection begin.
   *
   * @return always the same lane
   */
  default Lane lane() {
    return Lane.MAILBOX;
  }

  /**
   * Returns the object that measures messages to this connection, usually the {@link Codec} that a
   * transport's connections share. Messages to several clients are split into frames once for all
   * connections with the same sizing object. If it is a codec, messages that wait behind others are
   * kept in the form that it encodes, without their events. Any thread; never blocks.
   *
   * @return always the same object
   */
  Sizing sizing();

  /**
   * Writes a batch as one frame. Called on the connection's lane, or on the thread that called the
   * previous write's listener; never while a write is in flight, nor inside another call of this
   * method. Must not block.
   *
   * @param batch shared with other connections, immutable
   * @param listener must be called when the write has ended, well or badly; if it is not called in
   *     time, the hub closes the connection
   */
  void write(Batch batch, WriteListener listener);

  /**
   * Closes the connection, after the write in flight if that needs no waiting. Any thread;
   * idempotent; must not block. {@link Receiver#closed} may be called afterwards, but need not.
   *
   * @param reason what the client is told
   */
  void close(CloseReason reason);
}
