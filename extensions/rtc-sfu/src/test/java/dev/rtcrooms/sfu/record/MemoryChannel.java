package dev.rtcrooms.sfu.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** A file in memory, on a disk of limited size. */
final class MemoryChannel implements SeekableByteChannel {

  private byte[] bytes = new byte[0];
  private int position;
  private int size;
  private int capacity = Integer.MAX_VALUE;
  private boolean open = true;

  /** The disk has no room for more than this. */
  synchronized void limit(int bytesOfDisk) {
    capacity = bytesOfDisk;
  }

  synchronized byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public synchronized int write(ByteBuffer source) throws IOException {
    int count = Math.min(source.remaining(), capacity - position);
    if (count == 0 && source.hasRemaining()) {
      throw new IOException("No space left on device");
    }
    if (position + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (position + count));
    }
    source.get(bytes, position, count);
    position += count;
    size = Math.max(size, position);
    return count;
  }

  @Override
  public synchronized SeekableByteChannel position(long next) {
    position = (int) next;
    return this;
  }

  @Override
  public synchronized SeekableByteChannel truncate(long next) {
    size = (int) Math.min(size, next);
    return this;
  }

  @Override
  public synchronized boolean isOpen() {
    return open;
  }

  @Override
  public synchronized void close() {
    open = false;
  }

  @Override
  public int read(ByteBuffer target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized long position() {
    return position;
  }

  @Override
  public synchronized long size() {
    return size;
  }
}
