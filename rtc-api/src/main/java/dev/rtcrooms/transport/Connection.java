package dev.rtcrooms.transport;

import dev.rtcrooms.CloseReason;

/**
 * One open connection, as a transport gives it to {@link dev.rtcrooms.Rooms#accept}; it need not be
 * a socket of this process. The hub never begins a second write before the first has ended.
 */
public interface Connection {

  /**
   * Where this connection's writes begin.
   *
   * @return always the same lane
   */
  default Lane lane() {
    return Lane.MAILBOX;
  }

  /**
   * What tells the sizes of this connection's messages. What the members of a room hear alike is
   * cut and joined into frames once for all whose sizing is the same object; so a transport gives
   * the {@link Codec} that its connections share. Any thread; never blocks.
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
   * @param listener hears how the write ended, even if this method throws nothing and the peer
   *     never reads: a write without an end is ended by the hub's own deadline, which closes the
   *     connection
   */
  void write(Batch batch, WriteListener listener);

  /**
   * Closes the connection, after what is in flight if that can be had without waiting; any thread,
   * idempotent, must not block. A later {@link Receiver#closed} is welcome but not needed.
   *
   * @param reason what the client is told
   */
  void close(CloseReason reason);
}
