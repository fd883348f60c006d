package dev.rtcrooms.hub.cluster;

import dev.rtcrooms.CloseReason;
import dev.rtcrooms.transport.Batch;
import dev.rtcrooms.transport.Lane;
import dev.rtcrooms.transport.Sizing;
import dev.rtcrooms.transport.WriteListener;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection that another node has. Its turns are sent by its lane; single messages and its end
 * by itself, in the same order. What waits for the client waits at the other node.
 */
final class RemoteConnection implements NodeLane.Numbered {

  private final long number;
  private final NodeLane lane;
  private final Runnable ended;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * A connection.
   *
   * @param number of the client
   * @param ended called once, when it is closed
   */
  RemoteConnection(long number, NodeLane lane, Runnable ended) {
    this.number = number;
    this.lane = lane;
    this.ended = ended;
  }

  @Override
  public long number() {
    return number;
  }

  boolean isClosed() {
    return closed.get();
  }

  @Override
  public Lane lane() {
    return lane;
  }

  @Override
  public Sizing sizing() {
    return lane.sizing();
  }

  @Override
  public void write(Batch batch, WriteListener listener) {
    lane.alone(number, batch.messages());
    listener.written();
  }

  @Override
  public void close(CloseReason reason) {
    if (closed.compareAndSet(false, true)) {
      lane.out(number, reason);
      ended.run();
    }
  }

  /** Ends it without closing the client's connection, for which the other node finds a home. */
  void notHere() {
    if (closed.compareAndSet(false, true)) {
      lane.notHome(number);
      ended.run();
    }
  }
}
