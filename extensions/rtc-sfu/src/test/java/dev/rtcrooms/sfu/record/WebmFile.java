package dev.rtcrooms.sfu.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Reads a WebM file as a player does, also one that ends anywhere. */
public final class WebmFile {

  private static final int SEGMENT = 0x18538067;
  private static final int CLUSTER = 0x1F43B675;
  private static final long UNKNOWN = (1L << 56) - 1;
  private static final Set<Integer> CONTAINERS =
      Set.of(
          0x1A45DFA3,
          SEGMENT,
          0x114D9B74,
          0x4DBB,
          0x1549A966,
          0x1654AE6B,
          0xAE,
          0xE0,
          0xE1,
          0x7670,
          CLUSTER,
          0x1C53BB6B,
          0xBB,
          0xB7);

  /** An element whose content is not other elements; with where it and its parent begin. */
  public record Element(int id, byte[] value, int at, int parent) {
    public long number() {
      long number = 0;
      for (byte each : value) {
        number = number << 8 | (each & 0xFF);
      }
      return number;
    }

    double decimal() {
      return ByteBuffer.wrap(value).getDouble();
    }

    String text() {
      return new String(value, StandardCharsets.US_ASCII);
    }
  }

  /** A frame; its time is in milliseconds. */
  public record Block(int track, long millis, boolean keyframe, byte[] data) {}

  private final byte[] bytes;
  private final List<Element> elements = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Integer> clusters = new ArrayList<>();
  private final List<Integer> unfinished = new ArrayList<>();
  private int segment;
  private long cluster;

  WebmFile(byte[] bytes) {
    this.bytes = bytes;
    read(0, bytes.length, -1);
  }

  public static WebmFile of(Path path) throws IOException {
    return new WebmFile(Files.readAllBytes(path));
  }

  private void read(int from, int end, int parent) {
    int at = from;
    while (at < end) {
      int idLength = Integer.numberOfLeadingZeros(bytes[at] & 0xFF) - 23;
      int sizeAt = at + idLength;
      if (idLength > 4 || sizeAt >= end) {
        return;
      }
      int sizeLength = Integer.numberOfLeadingZeros(bytes[sizeAt] & 0xFF) - 23;
      int content = sizeAt + sizeLength;
      if (content > end) {
        return;
      }
      int id = (int) number(at, idLength);
      long size = number(sizeAt, sizeLength) & ((1L << 7 * sizeLength) - 1);
      boolean unknown = size == UNKNOWN;
      boolean cut = unknown || content + size > end;
      int next = unknown ? endOfUnknown(id, content, end) : (int) Math.min(end, content + size);
      if (cut) {
        unfinished.add(id);
      }
      if (CONTAINERS.contains(id)) {
        segment = id == SEGMENT ? content : segment;
        if (id == CLUSTER) {
          clusters.add(at);
        }
        read(content, next, id);
      } else if (!cut) {
        add(new Element(id, Arrays.copyOfRange(bytes, content, next), at, parent));
      }
      at = next;
    }
  }

  /** A cluster of unknown size ends where the next one, or the index, begins (RFC 8794 §6.2). */
  private int endOfUnknown(int id, int content, int end) {
    if (id == SEGMENT) {
      return end;
    }
    for (int at = content; at + 4 <= end; at++) {
      int next = (int) number(at, 4);
      if (next == CLUSTER || next == 0x1C53BB6B) {
        return at;
      }
    }
    return end;
  }

  private void add(Element element) {
    elements.add(element);
    if (element.id() == 0xE7) {
      cluster = element.number();
    } else if (element.id() == 0xA3) {
      byte[] value = element.value();
      long millis = cluster + ByteBuffer.wrap(value).getShort(1);
      byte[] data = Arrays.copyOfRange(value, 4, value.length);
      blocks.add(new Block(value[0] & 0x7F, millis, (value[3] & 0x80) != 0, data));
    }
  }

  private long number(int at, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | (bytes[at + i] & 0xFF);
    }
    return value;
  }

  public List<Block> blocks() {
    return blocks;
  }

  /** The frames of one track. */
  public List<Block> blocks(int track) {
    return blocks.stream().filter(block -> block.track() == track).toList();
  }

  /** Where clusters begin. */
  List<Integer> clusters() {
    return clusters;
  }

  /** The ids of the elements whose size is unknown, or greater than what there is. */
  List<Integer> unfinished() {
    return unfinished;
  }

  List<Element> all(int id) {
    return elements.stream().filter(element -> element.id() == id).toList();
  }

  Element one(int id) {
    return all(id).get(0);
  }

  public String type() {
    return one(0x4282).text();
  }

  public List<String> codecs() {
    return all(0x86).stream().map(Element::text).toList();
  }

  public long width() {
    return one(0xB0).number();
  }

  public long height() {
    return one(0xBA).number();
  }

  /** In milliseconds; -1 without one. */
  public double duration() {
    return all(0x4489).isEmpty() ? -1 : one(0x4489).decimal();
  }

  /** Where the content of the segment begins, from which positions count. */
  int segment() {
    return segment;
  }
}
