package dev.rtcrooms.sdp;

import dev.rtcrooms.grammar.CharClass;
import java.util.ArrayList;
import java.util.List;

/**
 * A source that is sent as several streams (RFC 8853 §5.1). Each inner list is one stream: its
 * possible formats, the preferred one first. Immutable; any thread.
 *
 * @param send the streams sent, perhaps none; unmodifiable, in order
 * @param recv the streams received, perhaps none; unmodifiable, in order
 */
public record Simulcast(List<List<Format>> send, List<List<Format>> recv) {

  /**
   * A format of a stream.
   *
   * @param rid its name, see {@link Rid#id()}
   * @param paused whether it begins paused
   */
  public record Format(String rid, boolean paused) {

    private static Format read(Cursor value) throws SdpException {
      boolean paused = value.skip('~');
      return new Format(value.some(CharClass.NAME, "a rid"), paused);
    }
  }

  /** Copies the lists. */
  public Simulcast {
    send = copy(send);
    recv = copy(recv);
  }

  private static List<List<Format>> copy(List<List<Format>> streams) {
    List<List<Format>> copy = new ArrayList<>();
    for (List<Format> formats : streams) {
      copy.add(List.copyOf(formats));
    }
    return List.copyOf(copy);
  }

  static Simulcast read(Cursor value) throws SdpException {
    boolean sendFirst = Rid.isSent(value);
    List<List<Format>> first = streams(value);
    List<List<Format>> second = List.of();
    if (value.skip(' ')) {
      if (Rid.isSent(value) == sendFirst) {
        throw value.refusal("has the same direction twice");
      }
      second = streams(value);
    }
    return sendFirst ? new Simulcast(first, second) : new Simulcast(second, first);
  }

  private static List<List<Format>> streams(Cursor value) throws SdpException {
    value.space();
    List<List<Format>> streams = new ArrayList<>();
    do {
      List<Format> formats = new ArrayList<>();
      do {
        formats.add(Format.read(value));
      } while (value.skip(','));
      streams.add(formats);
    } while (value.skip(';'));
    return streams;
  }
}
