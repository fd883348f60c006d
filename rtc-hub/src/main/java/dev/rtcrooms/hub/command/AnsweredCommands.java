package dev.rtcrooms.hub.command;

import dev.rtcrooms.message.Fields;
import org.jspecify.annotations.Nullable;

/**
 * The answered commands of one user, oldest first, and their answers; for the mailbox. They are
 * kept in arrays of numbers, because a room keeps thousands of them.
 *
 * <p>A command is known by a hash of its type and id with 128 bits. Two ids of one user do not have
 * the same hash by chance, and hashes of different users are never compared.
 */
final class AnsweredCommands {

  private static final int SMALLEST = 4;
  private static final int NONE = 0;

  private int capacity = SMALLEST;
  private long[] hashes = new long[2 * SMALLEST];
  private long[] offsets = new long[SMALLEST];

  /**
   * For each bucket of hashes the place of its newest command, and for each place that of the next
   * older command in its bucket; always plus one.
   */
  private char[] heads = new char[SMALLEST];

  private char[] nexts = new char[SMALLEST];
  private @Nullable Fields @Nullable [] data;
  private int oldest;
  private int size;

  /** The hash of a command's type and id: two numbers that depend on each of their characters. */
  record Key(long one, long other) {

    static Key of(String type, String id) {
      long one = mixed(mixed(1, type), id);
      long other = mixed(mixed(2, type), id);
      return new Key(one, other);
    }

    private static long mixed(long before, String text) {
      int length = text.length();
      long hash = mixed(before + length);
      for (int at = 0; at < length; at += 4) {
        long four = 0;
        for (int n = at; n < length && n < at + 4; n++) {
          four = (four << Character.SIZE) | text.charAt(n);
        }
        hash = mixed(hash ^ four);
      }
      return hash;
    }

    /** The finalizer of SplitMix64: each bit of the result depends on each bit of the number. */
    private static long mixed(long number) {
      long z = number + 0x9E3779B97F4A7C15L;
      z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
      z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
      return z ^ (z >>> 31);
    }
  }

  int size() {
    return size;
  }

  /** How many commands there is memory for. */
  int capacity() {
    return capacity;
  }

  /** The place of a command, or -1 if it is not known. */
  int find(Key key) {
    for (int at = heads[bucket(key.one)]; at != NONE; at = nexts[at - 1]) {
      if (hashes[2 * (at - 1)] == key.one && hashes[2 * (at - 1) + 1] == key.other) {
        return at - 1;
      }
    }
    return -1;
  }

  /** The number of the event that the command at a place recorded last, 0 if it recorded none. */
  long offset(int place) {
    return offsets[place];
  }

  /** The data that the command at a place was answered with. */
  @Nullable Fields data(int place) {
    return data == null ? null : data[place];
  }

  private int bucket(long hash) {
    return Math.floorMod(hash, capacity);
  }

  /** The place of the command that is so far behind the oldest. */
  private int place(int behind) {
    int place = oldest + behind;
    return place < capacity ? place : place - capacity;
  }

  /** Adds the newest command. */
  void add(Key key, long offset, @Nullable Fields answer) {
    if (size == capacity) {
      resize(capacity + capacity / 2);
    }
    int place = place(size);
    size++;
    hashes[2 * place] = key.one;
    hashes[2 * place + 1] = key.other;
    offsets[place] = offset;
    if (answer != null && data == null) {
      data = new Fields[capacity];
    }
    if (data != null) {
      data[place] = answer;
    }
    link(place);
  }

  private void link(int place) {
    int bucket = bucket(hashes[2 * place]);
    nexts[place] = heads[bucket];
    heads[bucket] = (char) (place + 1);
  }

  /** Forgets the oldest command, and gives the data that it was answered with. */
  @Nullable Fields removeOldest() {
    int place = oldest;
    Fields answer = data(place);
    int bucket = bucket(hashes[2 * place]);
    if (heads[bucket] == place + 1) {
      heads[bucket] = nexts[place];
    } else {
      int before = heads[bucket] - 1;
      while (nexts[before] != place + 1) {
        before = nexts[before] - 1;
      }
      nexts[before] = nexts[place];
    }
    if (data != null) {
      data[place] = null;
    }
    oldest = place(1);
    size--;
    if (size < capacity / 4 && capacity > SMALLEST) {
      resize(Math.max(SMALLEST, capacity / 2));
    }
    return answer;
  }

  private void resize(int newCapacity) {
    int straight = Math.min(size, capacity - oldest);
    int wrapped = size - straight;
    long[] newHashes = new long[2 * newCapacity];
    System.arraycopy(hashes, 2 * oldest, newHashes, 0, 2 * straight);
    System.arraycopy(hashes, 0, newHashes, 2 * straight, 2 * wrapped);
    hashes = newHashes;
    long[] newOffsets = new long[newCapacity];
    System.arraycopy(offsets, oldest, newOffsets, 0, straight);
    System.arraycopy(offsets, 0, newOffsets, straight, wrapped);
    offsets = newOffsets;
    if (data != null) {
      Fields[] newData = new Fields[newCapacity];
      System.arraycopy(data, oldest, newData, 0, straight);
      System.arraycopy(data, 0, newData, straight, wrapped);
      data = newData;
    }
    capacity = newCapacity;
    oldest = 0;
    heads = new char[capacity];
    nexts = new char[capacity];
    for (int place = 0; place < size; place++) {
      link(place);
    }
  }
}
