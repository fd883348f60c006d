package dev.rtcrooms.sfu.dtls;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;

/** The datagrams of one handshake, from the loop to the thread of the handshake. */
final class DatagramQueue implements DatagramTransport {

  private static final int CAPACITY = 32;
  private static final int RECEIVE_LIMIT = 1500;
  private static final int SEND_LIMIT = 1200;

  /** Wakes a waiting reader; no datagram is empty. */
  private static final byte[] END = {};

  private final BlockingQueue<byte[]> incoming = new ArrayBlockingQueue<>(CAPACITY);
  private final Consumer<byte[]> outgoing;
  private volatile boolean closed;

  DatagramQueue(Consumer<byte[]> outgoing) {
    this.outgoing = outgoing;
  }

  /** Adds a datagram, unless the queue is full. */
  boolean offer(byte[] datagram) {
    return !closed && incoming.offer(datagram);
  }

  boolean isEmpty() {
    return incoming.isEmpty();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public int getReceiveLimit() {
    return RECEIVE_LIMIT;
  }

  @Override
  public int getSendLimit() {
    return SEND_LIMIT;
  }

  @Override
  public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    try {
      byte[] datagram = incoming.poll(waitMillis, TimeUnit.MILLISECONDS);
      if (closed || datagram == END) {
        throw new IOException("closed");
      }
      if (datagram == null) {
        return -1;
      }
      int count = Math.min(length, datagram.length);
      System.arraycopy(datagram, 0, buffer, offset, count);
      return count;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  @Override
  public void send(byte[] buffer, int offset, int length) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    outgoing.accept(Arrays.copyOfRange(buffer, offset, offset + length));
  }

  @Override
  public void close() {
    closed = true;
    incoming.clear();
    incoming.offer(END);
  }
}
