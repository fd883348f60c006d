package dev.rtcrooms.benchmarks.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What waits for one client of {@link RawNio}. Frames of one pass of the selector are written
 * together, and a full socket is written to again when it is writable; for the selector's thread.
 */
final class NioOutlet {

  /** A client for which more waits is disconnected. */
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final NioFrames frames;
  private final List<NioOutlet> marked;
  private final ArrayDeque<NioFrames.Frame> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private int written;
  private boolean blocked;
  private boolean isMarked;
  private boolean ending;

  /**
   * Has nothing to write yet.
   *
   * @param marked takes the outlets that are to be flushed at the end of the pass
   */
  NioOutlet(SocketChannel channel, SelectionKey key, NioFrames frames, List<NioOutlet> marked) {
    this.channel = channel;
    this.key = key;
    this.frames = frames;
    this.marked = marked;
  }

  SelectionKey key() {
    return key;
  }

  /** Takes over the caller's hold of the frame. */
  void add(NioFrames.Frame frame) {
    waiting.add(frame);
    waitingBytes += frame.bytes().limit();
    if (!blocked || waitingBytes > MOST_BYTES) {
      mark();
    }
  }

  /** The same, and disconnects when all is written. */
  void end(NioFrames.Frame frame) {
    ending = true;
    add(frame);
  }

  /** Asks for a flush at the end of the pass. */
  void mark() {
    if (!isMarked) {
      isMarked = true;
      marked.add(this);
    }
  }

  /**
   * Writes what waits, as far as the socket takes it.
   *
   * @param gather as many buffers as one system call may have
   * @return false if the client has to be disconnected
   */
  boolean flush(ByteBuffer[] gather) {
    isMarked = false;
    if (waitingBytes > MOST_BYTES) {
      return false;
    }
    try {
      while (!waiting.isEmpty()) {
        int count = gather(gather);
        long sent = count == 1 ? channel.write(gather[0]) : channel.write(gather, 0, count);
        boolean all = !gather[count - 1].hasRemaining();
        sent(sent);
        if (!all) {
          block(true);
          return true;
        }
      }
      block(false);
      return !ending;
    } catch (IOException e) {
      return false; // the client has gone
    }
  }

  private int gather(ByteBuffer[] gather) {
    int count = 0;
    for (NioFrames.Frame frame : waiting) {
      if (count == gather.length) {
        break;
      }
      gather[count] = frame.bytes().position(count == 0 ? written : 0);
      count++;
    }
    return count;
  }

  private void sent(long bytes) {
    waitingBytes -= bytes;
    long rest = bytes + written;
    while (!waiting.isEmpty() && rest >= waiting.element().bytes().limit()) {
      NioFrames.Frame first = waiting.remove();
      rest -= first.bytes().limit();
      frames.release(first);
    }
    written = (int) rest;
  }

  private void block(boolean now) {
    if (blocked != now) {
      blocked = now;
      key.interestOps(now ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
  }

  /** Gives back what is not written, because the client is gone. */
  void discard() {
    waiting.forEach(frames::release);
    waiting.clear();
  }
}
